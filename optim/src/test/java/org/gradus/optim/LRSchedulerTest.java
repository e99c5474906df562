package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Learning rates by PyTorch's formulas, worked by hand. */
class LRSchedulerTest {

    private static SGD sgd(double learningRate) {
        return new SGD(List.of(new Parameter(Tensor.ones(1))), SGD.options(learningRate).withMomentum(0.5));
    }

    private static double[] rates(LRScheduler schedule, int epochs) {
        double[] rates = new double[epochs];
        for (int t = 0; t < epochs; t++) {
            rates[t] = schedule.getLastLR().get(0);
            schedule.step();
        }
        return rates;
    }

    private static void assertRates(Function<SGD, LRScheduler> schedule, double first, double... expected) {
        assertThat(rates(schedule.apply(sgd(first)), expected.length)).containsExactly(expected, within(1e-12));
    }

    @Test
    void step_lr_halves_every_second_epoch() {
        assertRates(sgd -> new StepLR(sgd, 2, 0.5), 1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.125);
        assertRates(sgd -> new StepLR(sgd, 1), 1, 1, 0.1, 0.01); // gamma = 0.1
    }

    @Test
    void multi_step_lr_halves_at_each_milestone_and_twice_where_it_comes_twice() {
        assertRates(sgd -> new MultiStepLR(sgd, List.of(3, 2, 3), 0.5), 1, 1, 1, 0.5, 0.125, 0.125);
        assertRates(sgd -> new MultiStepLR(sgd, List.of(1)), 1, 1, 0.1);
    }

    @Test
    void exponential_lr_halves_every_epoch() {
        assertRates(sgd -> new ExponentialLR(sgd, 0.5), 1, 1, 0.5, 0.25, 0.125);
    }

    @Test
    void constant_lr_begins_with_a_part() {
        assertRates(sgd -> new ConstantLR(sgd, 0.25, 3), 1, 0.25, 0.25, 0.25, 1, 1);
        assertRates(ConstantLR::new, 3, 1, 1, 1, 1, 1, 3); // a third for five epochs
    }

    @Test
    void linear_lr_warms_up_along_a_line() {
        // 0.8·(0.25 + 0.75·t/4) = 0.2 + 0.15·t
        var options = LinearLR.options().withStartFactor(0.25).withTotalIters(4);
        assertRates(sgd -> new LinearLR(sgd, options), 0.8, 0.2, 0.35, 0.5, 0.65, 0.8, 0.8);
        assertRates(sgd -> new LinearLR(sgd, options.withStartFactor(1).withEndFactor(0)), 1, 1, 0.75, 0.5, 0.25, 0, 0);
        assertRates(sgd -> new LinearLR(sgd, LinearLR.options()), 3, 1, 1.4, 1.8, 2.2, 2.6, 3);
    }

    @Test
    void polynomial_lr_falls_along_a_parabola() {
        // (1 − t/4)²
        assertRates(sgd -> new PolynomialLR(sgd, 4, 2), 1, 1, 0.5625, 0.25, 0.0625, 0, 0);
        assertRates(sgd -> new PolynomialLR(sgd, 2), 1, 1, 0.5, 0, 0);
    }

    @Test
    void cosine_annealing_lr_goes_down_half_a_cosine_and_up_again() {
        // 0.2 + 0.8·(1 + cos(π·t/4))/2: the cosines are 1, √½, 0, −√½, −1, …
        double high = 0.2 + 0.4 * (1 + Math.sqrt(0.5));
        double low = 0.2 + 0.4 * (1 - Math.sqrt(0.5));
        assertRates(sgd -> new CosineAnnealingLR(sgd, 4, 0.2), 1, 1, high, 0.6, low, 0.2, low, 0.6, high, 1, high);
        assertRates(sgd -> new CosineAnnealingLR(sgd, 2), 1, 1, 0.5, 0);
    }

    @Test
    void cosine_annealing_warm_restarts_last_twice_as_long_each_time() {
        // falls of 2, 4 and 8 epochs from 1 to 0.2; after a quarter of one 0.2 + 0.4·(1 + √½), after an eighth with cos(π/8)
        double eighth = 0.2 + 0.4 * (1 + Math.cos(Math.PI / 8));
        double high = 0.2 + 0.4 * (1 + Math.sqrt(0.5));
        double low = 0.2 + 0.4 * (1 - Math.sqrt(0.5));
        double threeEighths = 0.2 + 0.4 * (1 + Math.cos(3 * Math.PI / 8));
        var options = CosineAnnealingWarmRestarts.options(2).withTMult(2).withEtaMin(0.2);
        assertRates(sgd -> new CosineAnnealingWarmRestarts(sgd, options), 1,
                1, 0.6, 1, high, 0.6, low, 1, eighth, high, threeEighths, 0.6);
        assertRates(sgd -> new CosineAnnealingWarmRestarts(sgd, 2), 1, 1, 0.5, 1, 0.5);
    }

    @Test
    void a_schedule_can_go_to_a_part_of_an_epoch_and_back() {
        SGD sgd = sgd(1);
        var schedule = new CosineAnnealingWarmRestarts(sgd, 2);
        schedule.step(1.5); // (1 + cos(¾·π))/2
        assertThat(sgd.groups().getFirst().learningRate()).isEqualTo((1 + Math.cos(0.75 * Math.PI)) / 2);
        assertThat(schedule.lastEpoch()).isEqualTo(1.5);
        schedule.step(0);
        assertThat(sgd.groups().getFirst().learningRate()).isEqualTo(1);
    }

    @Test
    void lambda_lr_multiplies_by_a_function_of_the_epoch() {
        assertRates(sgd -> new LambdaLR(sgd, t -> 1 / (t + 1)), 6, 6, 3, 2, 1.5);
    }

    @Test
    void each_group_keeps_its_own_first_learning_rate() {
        SGD sgd = new SGD(List.of(new ParameterGroup<>(List.of(new Parameter(Tensor.ones(1))), SGD.options(1)),
                new ParameterGroup<>(List.of(new Parameter(Tensor.ones(1))), SGD.options(4))));
        var halving = new ExponentialLR(sgd, 0.5);
        halving.step();
        assertThat(halving.getLastLR().asList()).containsExactly(0.5, 2.0);
        var lambdas = new LambdaLR(sgd, List.of(t -> t, t -> 2));
        lambdas.step(3);
        assertThat(lambdas.getLastLR().asList()).containsExactly(3.0, 8.0);
        assertThatIllegalArgumentException().isThrownBy(() -> new LambdaLR(sgd, List.of(t -> t)))
                .withMessage("[LambdaLR] needs a function for each of 2 groups, but 1 came");
    }

    @Test
    void one_cycle_lr_rises_and_falls_along_cosines_while_momentum_does_the_opposite() {
        // 10 steps: up to step 0.3·10 − 1 = 2, down to step 9. From 1/25 to 1, then to 1/25/10⁴.
        double last = 1 / 25.0 / 1e4;
        SGD sgd = sgd(123);
        var schedule = new OneCycleLR(sgd, 1, 10);
        for (int t = 0; t < 10; t++) {
            double share = t <= 2 ? t / 2.0 : (t - 2) / 7.0;
            double half = (1 + Math.cos(Math.PI * share)) / 2; // from 1 to 0
            double rate = t <= 2 ? 1 + (0.04 - 1) * half : last + (1 - last) * half;
            double momentum = t <= 2 ? 0.85 + 0.1 * half : 0.95 - 0.1 * half;
            assertThat(schedule.getLastLR().get(0)).isCloseTo(rate, within(1e-12));
            assertThat(sgd.groups().getFirst().options().momentum()).isCloseTo(momentum, within(1e-12));
            schedule.step();
        }
        assertThatIllegalArgumentException().isThrownBy(schedule::step)
                .withMessage("[OneCycleLR] epoch must be at most 10.0, but is 11.0");
        assertThat(schedule.lastEpoch()).isEqualTo(10);
    }

    @Test
    void one_cycle_lr_in_three_phases_along_lines_changes_beta1_of_adam() {
        // 10 steps: up to step 0.4·10 − 1 = 3, down to step 2·4 − 2 = 6, further down to step 9; ¼ → 1 → ¼ → 1/40
        Adam adam = new Adam(List.of(new Parameter(Tensor.ones(1))), 1);
        var options = OneCycleOptions.of(1, 10).withPctStart(0.4).withAnnealStrategy(AnnealStrategy.LINEAR)
                .withThreePhase(true).withDivFactor(4).withFinalDivFactor(10).withBaseMomentum(0.6)
                .withMaxMomentum(0.9);
        var schedule = new OneCycleLR(adam, options);
        double[] expected = {0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25, 0.175, 0.1, 0.025};
        double[] beta1 = {0.9, 0.8, 0.7, 0.6, 0.7, 0.8, 0.9, 0.9, 0.9, 0.9};
        for (int t = 0; t < 10; t++) {
            assertThat(schedule.getLastLR().get(0)).isCloseTo(expected[t], within(1e-12));
            assertThat(adam.groups().getFirst().options().beta1()).isCloseTo(beta1[t], within(1e-12));
            schedule.step();
        }
        assertThat(schedule.getLastLR().get(0)).isCloseTo(0.025, within(1e-12)); // after the last batch
    }

    @Test
    void one_cycle_lr_may_leave_momentum_alone_and_differ_by_group() {
        Adagrad adagrad = new Adagrad(List.of(
                new ParameterGroup<>(List.of(new Parameter(Tensor.ones(1))), Adagrad.options()),
                new ParameterGroup<>(List.of(new Parameter(Tensor.ones(1))), Adagrad.options())));
        var options = OneCycleOptions.of(1, 10).withMaxLR(25, 50);
        assertThatIllegalArgumentException().isThrownBy(() -> new OneCycleLR(adagrad, options))
                .withMessageStartingWith("[optimizer] there is neither a momentum nor a beta1 to change");
        assertThat(adagrad.groups().getFirst().learningRate()).isEqualTo(0.01);
        var schedule = new OneCycleLR(adagrad, options.withCycleMomentum(false));
        assertThat(schedule.getLastLR().asList()).containsExactly(1.0, 2.0);
        assertThatIllegalArgumentException().isThrownBy(() -> new OneCycleLR(adagrad, options.withMaxLR(1, 2, 3)))
                .withMessage("[OneCycleLR] needs one highest learning rate or one for each of 2 groups, but 3 came");
    }

    @Test
    void chained_schedules_multiply() {
        // ½ for two epochs, times ½ᵗ
        assertRates(sgd -> new ChainedScheduler(new ConstantLR(sgd, 0.5, 2), new ExponentialLR(sgd, 0.5)), 1,
                0.5, 0.25, 0.25, 0.125, 0.0625);
    }

    @Test
    void schedules_in_sequence_begin_anew_at_their_milestones() {
        // (0.25 + 0.75·t/2) for t < 2, then ½^(t − 2)
        var warmUp = LinearLR.options().withStartFactor(0.25).withTotalIters(2);
        assertRates(sgd -> new SequentialLR(List.of(new LinearLR(sgd, warmUp), new ExponentialLR(sgd, 0.5)), 2), 1,
                0.25, 0.625, 1, 0.5, 0.25, 0.125);
    }

    @Test
    void momentum_is_cycled_within_a_sequence_and_a_chain_too() {
        SGD sgd = sgd(1);
        var cycle = OneCycleOptions.of(1, 10);
        var sequence = new SequentialLR(List.of(new ConstantLR(sgd, 1, 5), new OneCycleLR(sgd, cycle)), 5);
        sequence.step(7); // the cycle's step 2: its highest learning rate
        assertThat(sgd.groups().getFirst().options()).isEqualTo(SGD.options(1).withMomentum(0.85));
        var chain = new ChainedScheduler(new OneCycleLR(sgd, cycle), new ConstantLR(sgd, 0.5, 5));
        chain.step(2);
        assertThat(sgd.groups().getFirst().options()).isEqualTo(SGD.options(0.5).withMomentum(0.85));
        assertThatIllegalArgumentException().isThrownBy(() -> chain.step(11));
        assertThatIllegalArgumentException().isThrownBy(() -> sequence.step(16));
    }

    static Stream<Arguments> schedules() {
        return Stream.<Function<SGD, LRScheduler>>of(sgd -> new StepLR(sgd, 2, 0.5),
                sgd -> new MultiStepLR(sgd, List.of(2, 4), 0.5), sgd -> new ExponentialLR(sgd, 0.9),
                sgd -> new ConstantLR(sgd, 0.25, 3), sgd -> new LinearLR(sgd, LinearLR.options()),
                sgd -> new PolynomialLR(sgd, 7, 2), sgd -> new CosineAnnealingLR(sgd, 4, 0.2),
                sgd -> new CosineAnnealingWarmRestarts(sgd, 3), sgd -> new LambdaLR(sgd, t -> 1 / (t + 1)),
                sgd -> new OneCycleLR(sgd, 1, 20),
                sgd -> new ChainedScheduler(new ConstantLR(sgd), new ExponentialLR(sgd, 0.9)),
                sgd -> new SequentialLR(List.of(new ConstantLR(sgd), new ExponentialLR(sgd, 0.9)), 4))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void a_schedule_goes_on_from_a_file(Function<SGD, LRScheduler> make, @TempDir Path folder) throws IOException {
        double[] undisturbed = rates(make.apply(sgd(0.5)), 10);
        LRScheduler first = make.apply(sgd(0.5));
        rates(first, 4);
        first.stateDict().save(folder.resolve("schedule"));
        LRScheduler second = make.apply(sgd(99));
        second.loadStateDict(StateDict.load(folder.resolve("schedule")));
        assertThat(second.lastEpoch()).isEqualTo(4);
        List<Double> rest = new ArrayList<>();
        for (double rate : rates(second, 6)) {
            rest.add(rate);
        }
        assertThat(rest).containsExactly(undisturbed[4], undisturbed[5], undisturbed[6], undisturbed[7], undisturbed[8],
                undisturbed[9]);
    }

    @Test
    void an_optimisers_state_holds_the_first_learning_rate_too() {
        SGD sgd = sgd(8);
        new ExponentialLR(sgd, 0.5).step();
        SGD other = sgd(1);
        other.loadStateDict(sgd.stateDict());
        assertThat(other.groups().getFirst().learningRate()).isEqualTo(4);
        var schedule = new ExponentialLR(other, 0.5);
        assertThat(schedule.getLastLR().get(0)).isEqualTo(8);
    }

    @Test
    void a_state_of_other_settings_or_groups_is_refused() {
        SGD sgd = sgd(1);
        var schedule = new StepLR(sgd, 30, 0.1);
        StateDict other = new StepLR(sgd(2), 20, 0.1).stateDict();
        assertThatIllegalArgumentException().isThrownBy(() -> schedule.loadStateDict(other))
                .withMessage("[loadStateDict] the state is of StepLR(stepSize=20, gamma=0.1), but this is "
                        + "StepLR(stepSize=30, gamma=0.1); nothing was loaded");
        StateDict more = new StateDict(StateDict.NONE.tensors(), schedule.stateDict().notes().with("groups", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> schedule.loadStateDict(more))
                .withMessage(
                        "[loadStateDict] the state is of 2 groups of parameters, but here are 1; nothing was loaded");
        assertThat(schedule.getLastLR().asList()).containsExactly(1.0);
    }

    @Test
    void schedules_say_what_they_are() {
        SGD sgd = sgd(1);
        assertThat(new MultiStepLR(sgd, List.of(30, 80))).hasToString("MultiStepLR(milestones=[30, 80], gamma=0.1)");
        assertThat(new SequentialLR(List.of(new ConstantLR(sgd, 0.5, 2), new ExponentialLR(sgd, 0.9)), 2)).hasToString(
                "SequentialLR(ConstantLR(factor=0.5, totalIters=2), ExponentialLR(gamma=0.9), milestones=[2])");
        assertThat(new CosineAnnealingWarmRestarts(sgd, 5))
                .hasToString("CosineAnnealingWarmRestarts(t0=5, tMult=1, etaMin=0.0)");
        assertThat(new OneCycleLR(sgd, 1, 9)).hasToString("OneCycleLR(maxLR=[1.0], totalSteps=9, pctStart=0.3, "
                + "annealStrategy=COS, cycleMomentum=true, baseMomentum=0.85, maxMomentum=0.95, divFactor=25.0, "
                + "finalDivFactor=10000.0, threePhase=false)");
    }

    @Test
    void bad_settings_are_echoed() {
        SGD sgd = sgd(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new StepLR(sgd, 0))
                .withMessage("[StepLR] stepSize must be positive, but is 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ExponentialLR(sgd, -1))
                .withMessage("[ExponentialLR] gamma must be positive or zero, but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new MultiStepLR(sgd, List.of(-3)))
                .withMessage("[MultiStepLR] milestone must be positive or zero, but is -3.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConstantLR(sgd, 1.5, 3))
                .withMessage("[ConstantLR] factor must be in [0, 1], but is 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> LinearLR.options().withStartFactor(0))
                .withMessage("[LinearLR] startFactor must be positive, but is 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new PolynomialLR(sgd, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CosineAnnealingLR(sgd, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> CosineAnnealingWarmRestarts.options(2).withTMult(0))
                .withMessage("[CosineAnnealingWarmRestarts] tMult must be positive, but is 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> OneCycleOptions.of(1, 1))
                .withMessage("[OneCycleLR] totalSteps must be at least 2, but is 1");
        assertThatIllegalArgumentException().isThrownBy(() -> OneCycleOptions.of(1, 5).withMaxLR())
                .withMessage("[OneCycleLR] needs a highest learning rate, but none came");
        assertThatIllegalArgumentException().isThrownBy(() -> new StepLR(sgd, 5).step(-1))
                .withMessage("[StepLR] epoch must be positive or zero, but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(ChainedScheduler::new)
                .withMessage("[ChainedScheduler] needs at least one schedule, but none came");
        var own = new ExponentialLR(sgd, 0.5);
        var foreign = new ExponentialLR(sgd(1), 0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> new ChainedScheduler(own, foreign))
                .withMessage(
                        "[ChainedScheduler] all schedules must be of its own optimiser, but ExponentialLR(gamma=0.5) "
                                + "is of another");
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialLR(List.of(own, own)))
                .withMessage("[SequentialLR] 2 schedules need 1 milestones between them, but 0 came");
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialLR(List.of(own, own, own), 3, 3))
                .withMessage("[SequentialLR] milestones must be positive and ascend, but are [3, 3]");
        assertThatIllegalArgumentException().isThrownBy(() -> new SequentialLR(List.of(), 3));
    }
}

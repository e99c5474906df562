package org.gradus.optim.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.gradus.optim.training.SmallTraining.assertSameBits;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;
import org.gradus.core.random.Rng;
import org.gradus.optim.StepLR;
import org.gradus.optim.training.LearningRateTrials.Trial;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {

    private static final LearningRateFinderOptions OPTIONS = LearningRateFinderOptions.DEFAULT.withFrom(1e-4)
            .withTo(100).withSteps(61);

    @Test
    void rates_grow_exponentially_and_the_suggestion_trains() {
        var small = SmallTraining.withMomentum();
        LearningRateTrials found = LearningRateFinder.find(small.trainer(TrainerOptions.epochs(1)),
                SmallTraining.loader(), OPTIONS);
        assertThat(found.trials().size()).isBetween(20, 61);
        for (int i = 0; i < found.trials().size(); i++) { // six decades in 60 steps
            assertThat(found.trials().get(i).learningRate()).isCloseTo(1e-4 * Math.pow(10, i / 10.0),
                    within(1e-9 * Math.pow(10, i / 10.0)));
        }
        double rate = found.suggestion().orElseThrow();
        assertThat(rate).isBetween(1e-3, 10.0);
        small.optimizer.groups().getFirst().setLearningRate(rate);
        var results = small.trainer(TrainerOptions.epochs(5)).fit(SmallTraining.loader());
        assertThat(results.getLast().train().loss()).isLessThan(results.getFirst().train().loss());
    }

    @Test
    void everything_is_afterwards_what_it_was() {
        for (boolean own : new boolean[]{false, true}) {
            var small = SmallTraining.withMomentum();
            var schedule = new StepLR(small.optimizer, 1);
            var loader = SmallTraining.loader(options -> own ? options.withRng(new Rng(3)) : options);
            var trainer = small.trainer(TrainerOptions.epochs(2).withSchedule(Schedule.perEpoch(schedule)));
            trainer.fit(loader);
            small.model.eval();
            var before = trainer.stateDict();
            float[] gradient = small.model.parameters().getFirst().grad().toFloatArray();
            LearningRateFinder.find(trainer, loader, OPTIONS);
            assertSameBits(trainer.stateDict().tensors(), before.tensors());
            assertThat(trainer.stateDict().notes()).isEqualTo(before.notes());
            assertThat(small.model.parameters().getFirst().grad().toFloatArray()).isEqualTo(gradient);
            assertThat(small.model.isTraining()).isFalse();

            var fresh = SmallTraining.withMomentum();
            LearningRateFinder.find(fresh.trainer(TrainerOptions.epochs(1)), SmallTraining.loader());
            assertThat(fresh.model.parameters().getFirst().grad()).isNull();
        }
    }

    @Test
    void losses_are_smoothed_without_bias_towards_zero() {
        var small = SmallTraining.withMomentum();
        ImmutableList<Trial> trials = LearningRateFinder
                .find(small.trainer(TrainerOptions.epochs(1).withAccumulate(2)), SmallTraining.loader(),
                        OPTIONS.withSmoothing(0.5).withSteps(3).withTo(1e-2))
                .trials();
        double first = trials.get(0).loss();
        double second = trials.get(1).loss();
        double third = trials.get(2).loss();
        assertThat(trials.get(0).smoothedLoss()).isEqualTo(first);
        assertThat(trials.get(1).smoothedLoss()).isCloseTo((first + 2 * second) / 3, within(1e-12));
        assertThat(trials.get(2).smoothedLoss()).isCloseTo((first + 2 * second + 4 * third) / 7, within(1e-12));
    }

    @Test
    void a_search_ends_when_the_loss_diverges() {
        var small = SmallTraining.withMomentum();
        var trials = LearningRateFinder.find(small.trainer(TrainerOptions.epochs(1)), SmallTraining.loader(),
                OPTIONS.withTo(1e30).withDivergence(2)).trials();
        assertThat(trials.size()).isLessThan(61);
        double least = trials.stream().mapToDouble(Trial::smoothedLoss).min().orElseThrow();
        assertThat(trials).allSatisfy(trial -> assertThat(trial.smoothedLoss()).isFinite());
        assertThat(trials.getLast().smoothedLoss()).isLessThan(2 * trials.getFirst().smoothedLoss() + least);
    }

    @Test
    void the_suggestion_is_where_the_loss_falls_most_steeply() {
        double[] smoothed = {3, 2.9, 2.5, 1.5, 1.4, 1.6};
        var trials = new LearningRateTrials(IntStream.range(0, smoothed.length)
                .mapToObj(i -> new Trial(Math.pow(10, i), 0, smoothed[i])).collect(ImmutableList.toImmutableList()));
        assertThat(trials.suggestion()).hasValue(100); // 1.5 − 2.9
        assertThat(new LearningRateTrials(trials.trials().subList(4, 6)).suggestion()).isEmpty();
        assertThat(new LearningRateTrials(trials.trials().reverse().subList(3, 6)).suggestion()).isEmpty();
    }

    @Test
    void senseless_options_are_refused() {
        var options = LearningRateFinderOptions.DEFAULT;
        refused(() -> options.withFrom(0), "from is 0.0 and to is 10.0");
        refused(() -> options.withTo(1e-8), "from is 1.0E-7 and to is 1.0E-8");
        refused(() -> options.withSteps(2), "[learningRateFinder] steps must be at least 3, but is 2");
        refused(() -> options.withSmoothing(1), "[learningRateFinder] smoothing must be in [0, 1), but is 1.0");
        refused(() -> options.withDivergence(1), "[learningRateFinder] divergence must be above 1, but is 1.0");
    }

    private static void refused(Runnable making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making::run).withMessageContaining(message);
    }
}

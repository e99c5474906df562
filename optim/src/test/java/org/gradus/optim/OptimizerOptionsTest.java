package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerOptionsTest {

    static List<String> names() {
        return TorchSteps.names().toList();
    }

    private static Optimizer<?> make(String name, Notes options) {
        return Steppers.of(name, options, List.of(TorchSteps.start(DType.FLOAT32)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    SGD      | lr             | -0.1     | [SGD] learning rate must be positive or zero, but is -0.1
                    Adam     | lr             | -1       | [Adam] learning rate must be positive or zero, but is -1.0
                    Adam     | lr             | Infinity | [Adam] learning rate must be finite, but is Infinity
                    Adam     | beta1          | 1        | [Adam] beta1 must be in [0, 1), but is 1.0
                    Adam     | beta2          | -0.5     | [Adam] beta2 must be in [0, 1), but is -0.5
                    Adam     | eps            | -1e-8    | [Adam] eps must be positive or zero, but is -1.0E-8
                    Adam     | weight_decay   | NaN      | [Adam] weight decay must be positive or zero, but is NaN
                    AdamW    | weight_decay   | -0.01    | [Adam] weight decay must be positive or zero, but is -0.01
                    Adamax   | beta2          | 1        | [Adamax] beta2 must be in [0, 1), but is 1.0
                    NAdam    | momentum_decay | -1       | [NAdam] momentum decay must be positive or zero, but is -1.0
                    RAdam    | beta1          | NaN      | [RAdam] beta1 must be in [0, 1), but is NaN
                    RMSprop  | alpha          | -1       | [RMSprop] alpha must be positive or zero, but is -1.0
                    RMSprop  | momentum       | -1       | [RMSprop] momentum must be positive or zero, but is -1.0
                    Adagrad  | lr_decay       | -1       | [Adagrad] decay of the learning rate must be positive or zero, but is -1.0
                    Adagrad  | initial_accumulator_value | -1 | [Adagrad] initial accumulator value must be positive or zero, but is -1.0
                    Adadelta | rho            | 1.5      | [Adadelta] rho must be in [0, 1], but is 1.5
                    Rprop    | eta_minus      | 1        | [Rprop] eta minus must be in (0, 1), but is 1.0
                    Rprop    | eta_plus       | 1        | [Rprop] eta plus must be above 1, but is 1.0
                    Rprop    | step_size_min  | -1       | [Rprop] smallest step size must be positive or zero, but is -1.0
                    Rprop    | step_size_min  | 60       | [Rprop] the smallest step size must not be above the largest, but is 60.0, and the largest 50.0
                    Lion     | beta2          | 2        | [Lion] beta2 must be in [0, 1), but is 2.0
                    """)
    void bad_values_are_echoed(String name, String option, double value, String message) {
        Notes options = Notes.NONE.with(option, value);
        assertThatIllegalArgumentException().isThrownBy(() -> make(name, options)).withMessage(message);
    }

    @ParameterizedTest
    @MethodSource("names")
    void options_are_what_their_notes_say(String name) {
        var group = make(name, Notes.NONE).groups().getFirst();
        assertThat(group.options().of(group.options().notes())).isEqualTo(group.options());
        group.setLearningRate(0.375);
        assertThat(group.learningRate()).isEqualTo(0.375);
        assertThat(group.options().notes().real("lr")).isEqualTo(0.375);
    }

    @Test
    void every_option_can_be_changed_alone() {
        assertThat(Adam.options(1).withBeta1(0.1).withBeta2(0.2).withEps(0.3).withWeightDecay(0.4)
                .withDecoupledWeightDecay(true).withAmsgrad(true).withMaximize(true))
                .isEqualTo(new Adam.Options(1, 0.1, 0.2, 0.3, 0.4, true, true, true));
        assertThat(Adamax.options(1).withBeta1(0.1).withBeta2(0.2).withEps(0.3).withWeightDecay(0.4).withMaximize(true))
                .isEqualTo(new Adamax.Options(1, 0.1, 0.2, 0.3, 0.4, true));
        assertThat(NAdam.options(1).withBeta1(0.1).withBeta2(0.2).withEps(0.3).withWeightDecay(0.4)
                .withMomentumDecay(0.5).withDecoupledWeightDecay(true).withMaximize(true))
                .isEqualTo(new NAdam.Options(1, 0.1, 0.2, 0.3, 0.4, 0.5, true, true));
        assertThat(RAdam.options(1).withBeta1(0.1).withBeta2(0.2).withEps(0.3).withWeightDecay(0.4)
                .withDecoupledWeightDecay(true).withMaximize(true))
                .isEqualTo(new RAdam.Options(1, 0.1, 0.2, 0.3, 0.4, true, true));
        assertThat(RMSprop.options(1).withAlpha(0.1).withEps(0.2).withWeightDecay(0.3).withMomentum(0.4)
                .withCentered(true).withMaximize(true))
                .isEqualTo(new RMSprop.Options(1, 0.1, 0.2, 0.3, 0.4, true, true));
        assertThat(
                Adagrad.options(1).withLrDecay(0.1).withWeightDecay(0.2).withInitialAccumulatorValue(0.3).withEps(0.4)
                        .withMaximize(true))
                .isEqualTo(new Adagrad.Options(1, 0.1, 0.2, 0.3, 0.4, true));
        assertThat(Adadelta.options(1).withRho(0.1).withEps(0.2).withWeightDecay(0.3).withMaximize(true))
                .isEqualTo(new Adadelta.Options(1, 0.1, 0.2, 0.3, true));
        assertThat(Rprop.options(1).withEtaMinus(0.1).withEtaPlus(1.5).withStepSizeMin(0.2).withStepSizeMax(0.3)
                .withMaximize(true)).isEqualTo(new Rprop.Options(1, 0.1, 1.5, 0.2, 0.3, true));
        assertThat(Lion.options(1).withBeta1(0.1).withBeta2(0.2).withWeightDecay(0.3).withMaximize(true))
                .isEqualTo(new Lion.Options(1, 0.1, 0.2, 0.3, true));
        assertThat(SGD.options(1).withMomentum(0.1).withDampening(0.2).withNesterov(true).withWeightDecay(0.3)
                .withMaximize(true)).isEqualTo(new SGD.Options(1, 0.1, 0.2, true, 0.3, true));
    }

    @Test
    void the_momentum_of_schedules_is_momentum_or_beta1() {
        assertThat(SGD.options(1).withMomentumOrBeta1(0.5)).isEqualTo(SGD.options(1).withMomentum(0.5));
        assertThat(Adam.options(1).withMomentumOrBeta1(0.5)).isEqualTo(Adam.options(1).withBeta1(0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Adagrad.options(1).withMomentumOrBeta1(0.5))
                .withMessageStartingWith("[optimizer] there is neither a momentum nor a beta1 to change in Options[");
    }

    @ParameterizedTest
    @MethodSource("names")
    void an_optimiser_prints_its_options(String name) {
        assertThat(make(name, Notes.NONE.with("lr", 0.5)).toString())
                .startsWith(name + " (\nParameter group 0 of 1 parameters\n    lr: 0.5\n");
    }

    @Test
    void adam_w_shrinks_parameters_whatever_the_options_say_of_decoupling() {
        Parameter p = TorchSteps.start(DType.FLOAT64);
        Parameter q = TorchSteps.start(DType.FLOAT64);
        AdamW coupled = new AdamW(List.of(p), AdamW.options(0.1).withDecoupledWeightDecay(false));
        AdamW decoupled = new AdamW(List.of(q), AdamW.options(0.1));
        Steppers.step(coupled, p, TorchSteps.gradient(1, DType.FLOAT64));
        Steppers.step(decoupled, q, TorchSteps.gradient(1, DType.FLOAT64));
        assertThat(p.toDoubleArray()).isEqualTo(q.toDoubleArray());
    }

    @Test
    void a_group_can_be_added_later() {
        Parameter p = TorchSteps.start(DType.FLOAT64);
        Parameter q = TorchSteps.start(DType.FLOAT64);
        SGD sgd = new SGD(List.of(p), 0.5);
        sgd.addParameterGroup(new ParameterGroup<>(List.of(q), SGD.options(0.25)));
        assertThat(sgd.groups()).hasSize(2);
        Steppers.step(sgd, q, TorchSteps.gradient(1, DType.FLOAT64));
        assertThat(q.toDoubleArray()[0]).isEqualTo(-9 / 8.0 - 0.25 * 9 / 16); // gradient ((37 mod 64) − 28) / 16
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd.addParameterGroup(new ParameterGroup<>(List.of(p), SGD.options(1))))
                .withMessageContaining("comes twice");
        assertThat(sgd.groups()).hasSize(2);
    }

    @Test
    void a_step_with_a_closure_returns_the_loss_from_before() {
        Parameter p = TorchSteps.start(DType.FLOAT64);
        SGD sgd = new SGD(List.of(p), 0.25);
        double loss = sgd.step(() -> {
            sgd.zeroGrad();
            var sum = p.sum();
            sum.backward();
            return sum;
        }).item();
        assertThat(loss).isZero();
        assertThat(p.sum().item()).isEqualTo(-19 * 0.25);
    }

    @Test
    void nearly_constant_gradients_do_not_give_centred_rmsprop_nan() {
        Parameter p = TorchSteps.start(DType.FLOAT32);
        var rmsprop = new RMSprop(List.of(p), RMSprop.options().withCentered(true).withAlpha(0.5));
        for (int t = 0; t < 200; t++) {
            Steppers.step(rmsprop, p, TorchSteps.gradient(1, DType.FLOAT32));
        }
        for (float value : p.toFloatArray()) {
            assertThat(value).isFinite();
        }
    }
}

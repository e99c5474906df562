package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.op.SliceOp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LBFGSTest {

    private static Parameter start() {
        return new Parameter(Tensor.of(new double[]{-1.5, 2, 0.5, -0.25}));
    }

    /** Σ 100·(pᵢ₊₁ − pᵢ²)² + (1 − pᵢ)². */
    private static Tensor rosenbrock(Parameter p) {
        Tensor here = SliceOp.narrow(p, 0, 0, p.numel() - 1);
        Tensor next = SliceOp.narrow(p, 0, 1, p.numel() - 1);
        Tensor valley = next.sub(here.mul(here));
        Tensor rest = here.neg().add(1);
        return valley.mul(valley).mul(100).add(rest.mul(rest)).sum();
    }

    private static Supplier<Tensor> closure(LBFGS lbfgs, Parameter p) {
        return () -> {
            lbfgs.zeroGrad();
            Tensor loss = rosenbrock(p);
            loss.backward();
            return loss;
        };
    }

    static List<JsonObject> torch() {
        return TorchSteps.lbfgs().asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    @ParameterizedTest
    @MethodSource("torch")
    void steps_on_rosenbrocks_function_are_pytorchs(JsonObject torch) {
        Parameter p = start();
        var options = Steppers.changed(LBFGS.options(), TorchSteps.notes(torch.getAsJsonObject("options")));
        var lbfgs = new LBFGS(List.of(p), options);
        for (JsonElement each : torch.getAsJsonArray("steps")) {
            JsonObject expected = each.getAsJsonObject();
            double loss = lbfgs.step(closure(lbfgs, p)).item();
            double expectedLoss = expected.get("loss").getAsDouble();
            assertThat(loss).isCloseTo(expectedLoss, within(1e-9 * (1 + expectedLoss)));
            assertThat(p.toDoubleArray()).containsExactly(TorchSteps.numbers(expected.getAsJsonArray("p")),
                    within(1e-9));
            assertThat(lbfgs.evaluations()).isEqualTo(expected.get("func_evals").getAsInt());
            assertThat(lbfgs.iterations()).isEqualTo(expected.get("n_iter").getAsInt());
        }
    }

    @Test
    void a_parabola_is_left_at_its_minimum() {
        Parameter p = start();
        Parameter q = new Parameter(Tensor.of(new double[]{3, -4}, 2, 1));
        var lbfgs = new LBFGS(List.of(p, q), LBFGS.options().withLineSearch(LineSearch.STRONG_WOLFE));
        lbfgs.step(() -> {
            lbfgs.zeroGrad();
            Tensor loss = p.sub(1).mul(p.sub(1)).sum().add(q.mul(q).mul(5).sum());
            loss.backward();
            return loss;
        });
        assertThat(p.toDoubleArray()).containsExactly(new double[]{1, 1, 1, 1}, within(1e-6));
        assertThat(q.toDoubleArray()).containsExactly(new double[]{0, 0}, within(1e-6));
    }

    @Test
    void float32_comes_down_the_valley_too() {
        Parameter p = new Parameter(Tensor.of(new float[]{-1.5f, 2}));
        var lbfgs = new LBFGS(List.of(p), LBFGS.options().withMaxIter(200).withLineSearch(LineSearch.STRONG_WOLFE));
        lbfgs.step(closure(lbfgs, p));
        assertThat(rosenbrock(p).item()).isLessThan(1e-4);
    }

    @Test
    void a_frozen_parameter_stays_and_does_not_count() {
        Parameter p = start();
        Parameter frozen = new Parameter(Tensor.of(new double[]{7})).requiresGrad(false);
        var both = new LBFGS(List.of(p, frozen), LBFGS.options());
        Parameter q = start();
        var alone = new LBFGS(List.of(q), LBFGS.options());
        Tensor kept = frozen.detach();
        both.step(closure(both, p));
        alone.step(closure(alone, q));
        assertThat(frozen.toDoubleArray()).isEqualTo(kept.toDoubleArray());
        assertThat(p.toDoubleArray()).containsExactly(q.toDoubleArray(), within(1e-9));
    }

    @Test
    void where_the_gradient_has_vanished_nothing_moves() {
        Parameter p = new Parameter(Tensor.of(new double[]{1, 1, 1, 1}));
        var lbfgs = new LBFGS(List.of(p), LBFGS.options());
        lbfgs.step(closure(lbfgs, p));
        assertThat(p.toDoubleArray()).containsExactly(1, 1, 1, 1);
        assertThat(lbfgs.evaluations()).isEqualTo(1);
        assertThat(lbfgs.iterations()).isZero();
    }

    @ParameterizedTest
    @EnumSource(LineSearch.class)
    void a_descent_that_goes_on_from_a_file_gives_the_same_bits(LineSearch lineSearch, @TempDir Path folder)
            throws IOException {
        var options = LBFGS.options(0.001).withMaxIter(3).withHistorySize(4).withMaxEval(9).withLineSearch(lineSearch);
        Parameter undisturbed = start();
        var whole = new LBFGS(List.of(undisturbed), options);
        Parameter p = start();
        var first = new LBFGS(List.of(p), options);
        for (int i = 0; i < 3; i++) {
            whole.step(closure(whole, undisturbed));
            first.step(closure(first, p));
        }
        first.stateDict().save(folder.resolve("state"));
        Parameter q = new Parameter(p);
        var second = new LBFGS(List.of(q), LBFGS.options());
        second.loadStateDict(StateDict.load(folder.resolve("state")));
        for (int i = 0; i < 3; i++) {
            whole.step(closure(whole, undisturbed));
            second.step(closure(second, q));
        }
        assertThat(q.toDoubleArray()).isEqualTo(undisturbed.toDoubleArray());
        assertThat(second.evaluations()).isEqualTo(whole.evaluations());
    }

    @Test
    void a_state_without_its_tensors_is_refused() {
        Parameter p = start();
        var lbfgs = new LBFGS(List.of(p), LBFGS.options(0.001));
        lbfgs.step(closure(lbfgs, p));
        StateDict state = lbfgs.stateDict();
        var other = new LBFGS(List.of(start()), LBFGS.options());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.loadStateDict(new StateDict(StateDict.NONE.tensors(), state.notes())))
                .withMessage("[loadStateDict] LBFGS keeps 'old_stps.0' as float64[4], but the state has none; "
                        + "nothing was loaded");
        assertThat(other.evaluations()).isZero();
        assertThat(other.groups().getFirst().options()).isEqualTo(LBFGS.options());
    }

    @Test
    void a_step_needs_a_closure() {
        var lbfgs = new LBFGS(List.of(start()), 1);
        assertThatIllegalStateException().isThrownBy(lbfgs::step)
                .withMessageStartingWith("[LBFGS] computes the loss several times a step and needs a closure for it");
    }

    @Test
    void bad_options_and_parameters_of_two_types_are_errors() {
        assertThatIllegalArgumentException().isThrownBy(() -> LBFGS.options(-1))
                .withMessage("[LBFGS] learning rate must be positive or zero, but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> LBFGS.options().withMaxIter(0))
                .withMessage("[LBFGS] maxIter must be positive, but is 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> LBFGS.options().withMaxEval(0));
        assertThatIllegalArgumentException().isThrownBy(() -> LBFGS.options().withHistorySize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> LBFGS.options().withToleranceGrad(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> LBFGS.options().withToleranceChange(Double.NaN));
        Parameter narrow = new Parameter(Tensor.ones(2));
        narrow.setName("narrow");
        assertThatIllegalArgumentException().isThrownBy(() -> new LBFGS(List.of(start(), narrow), 1))
                .withMessage(
                        "[LBFGS] all parameters need one type, but 'narrow' is float32[2] and the first is float64");
        var two = new LBFGS(List.of(start()), 1);
        two.addParameterGroup(new ParameterGroup<>(List.of(start()), LBFGS.options()));
        assertThatIllegalArgumentException().isThrownBy(() -> two.step(closure(two, start())))
                .withMessage("[LBFGS] has one group of parameters, but there are 2");
    }
}

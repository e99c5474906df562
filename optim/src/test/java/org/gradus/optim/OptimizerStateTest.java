package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerStateTest {

    @TempDir
    private Path folder;

    static List<TorchSteps.Case> cases() {
        return TorchSteps.cases();
    }

    private static void steps(Optimizer<?> optimizer, Parameter p, int from, int to) {
        for (int t = from; t < to; t++) {
            Steppers.step(optimizer, p, TorchSteps.gradient(t, p.dtype()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_training_that_goes_on_from_a_file_gives_the_same_bits(TorchSteps.Case options) throws IOException {
        for (DType dtype : new DType[]{DType.FLOAT32, DType.FLOAT64}) {
            Parameter undisturbed = TorchSteps.start(dtype);
            steps(Steppers.of(options.optimizer(), options.options(), List.of(undisturbed)), undisturbed, 1, 21);

            Parameter p = TorchSteps.start(dtype);
            Optimizer<?> first = Steppers.of(options.optimizer(), options.options(), List.of(p));
            steps(first, p, 1, 8);
            Path file = folder.resolve("state.safetensors");
            first.stateDict().save(file);

            Parameter q = new Parameter(p);
            Optimizer<?> second = Steppers.of(options.optimizer(), Notes.NONE, List.of(q));
            second.loadStateDict(StateDict.load(file));
            assertThat(second.groups().getFirst().options()).isEqualTo(first.groups().getFirst().options());
            steps(second, q, 8, 21);
            assertThat(Steppers.values(q)).isEqualTo(Steppers.values(undisturbed));
        }
    }

    private static Parameter named(String name, int... sizes) {
        Parameter parameter = new Parameter(Tensor.ones(sizes));
        parameter.setName(name);
        return parameter;
    }

    private static Adam adam(Parameter... parameters) {
        return new Adam(List.of(parameters), 0.1);
    }

    private static Adam stepped(Parameter... parameters) {
        Adam adam = adam(parameters);
        for (Parameter parameter : parameters) {
            parameter.backward(Tensor.ones(parameter.shape().toArray()));
        }
        adam.step();
        adam.zeroGrad();
        return adam;
    }

    @Test
    void a_state_names_what_is_kept_as_pytorch_does() {
        StateDict state = stepped(named("fc.weight", 2, 3), named("fc.bias", 2)).stateDict();
        assertThat(state.tensors().keySet()).containsExactly("state.0.exp_avg", "state.0.exp_avg_sq",
                "state.1.exp_avg", "state.1.exp_avg_sq");
        assertThat(state.notes().integer("state.1.step")).isEqualTo(1);
        assertThat(state.notes().real("param_groups.0.lr")).isEqualTo(0.1);
        assertThat(state.notes().real("param_groups.0.beta2")).isEqualTo(0.999);
        assertThat(state.notes().text("optimizer")).isEqualTo("Adam");
    }

    @Test
    void later_steps_do_not_change_a_state() {
        Parameter p = named("p", 2);
        Adam adam = stepped(p);
        StateDict state = adam.stateDict();
        List<Double> before = Steppers.values(state.tensors().get("state.0.exp_avg"));
        Steppers.step(adam, p, Tensor.ones(2));
        assertThat(Steppers.values(state.tensors().get("state.0.exp_avg"))).isEqualTo(before);
    }

    @Test
    void a_parameter_that_had_no_gradient_yet_has_no_state_either() {
        Parameter idle = named("idle", 3);
        Adam adam = new Adam(List.of(named("p", 2), idle), 0.1);
        Steppers.step(adam, adam.groups().getFirst().parameters().getFirst(), Tensor.ones(2));
        StateDict state = adam.stateDict();
        assertThat(state.tensors().keySet()).containsExactly("state.0.exp_avg", "state.0.exp_avg_sq");
        Adam other = stepped(named("p", 2), named("idle", 3));
        other.loadStateDict(state);
        assertThat(other.stateDict().tensors().keySet()).isEqualTo(state.tensors().keySet());
    }

    @Test
    void each_group_gets_its_own_options_back() {
        Parameter p = named("p", 2);
        Parameter q = named("q", 3);
        var groups = List.of(new ParameterGroup<>(List.of(p), SGD.options(0.1).withMomentum(0.5)),
                new ParameterGroup<>(List.of(q), SGD.options(0.2).withWeightDecay(0.25)));
        StateDict state = new SGD(groups).stateDict();
        SGD other = new SGD(List.of(new ParameterGroup<>(List.of(named("p", 2)), SGD.options(1)),
                new ParameterGroup<>(List.of(named("q", 3)), SGD.options(1))));
        other.loadStateDict(state);
        assertThat(other.groups().get(0).options()).isEqualTo(SGD.options(0.1).withMomentum(0.5));
        assertThat(other.groups().get(1).options()).isEqualTo(SGD.options(0.2).withWeightDecay(0.25));
    }

    /** Loads into an optimiser that has made a step, and sees that nothing changes. */
    private static void assertRefuses(Adam adam, StateDict state, String message) {
        Map<String, Object> before = snapshot(adam);
        assertThatIllegalArgumentException().isThrownBy(() -> adam.loadStateDict(state)).withMessage(message);
        assertThat(snapshot(adam)).isEqualTo(before);
    }

    private static Map<String, Object> snapshot(Adam adam) {
        StateDict state = adam.stateDict();
        Map<String, Object> values = new TreeMap<>(state.notes().values());
        state.tensors().forEach((name, tensor) -> values.put(name, Steppers.values(tensor)));
        return values;
    }

    @Test
    void another_optimisers_state_is_refused() {
        assertRefuses(stepped(named("p", 2)), new SGD(List.of(named("p", 2)), 0.1).stateDict(),
                "[loadStateDict] the state does not fit this Adam, and nothing was loaded:\n  it is the state of SGD");
    }

    @Test
    void other_groups_are_refused() {
        var one = stepped(named("p", 2));
        var two = new Adam(List.of(new ParameterGroup<>(List.of(named("p", 2)), Adam.options(0.5)),
                new ParameterGroup<>(List.of(named("q", 2)), Adam.options(0.5))));
        assertRefuses(one, two.stateDict(),
                "[loadStateDict] the state does not fit this Adam, and nothing was loaded:\n"
                        + "  it has 2 groups of parameters, but here are 1");
        assertRefuses(one, adam(named("p", 2), named("q", 2)).stateDict(),
                "[loadStateDict] the state does not fit this Adam, and nothing was loaded:\n"
                        + "  group 0 has 2 parameters, but here are 1");
    }

    @Test
    void other_parameters_are_refused_and_all_of_them_listed() {
        StateDict state = stepped(named("a", 2), named("b", 3), named("c", 4)).stateDict();
        assertRefuses(stepped(named("a", 2), named("b", 5), named("d", 4)), state,
                "[loadStateDict] the state does not fit this Adam, and nothing was loaded:\n"
                        + "  parameter 1 is 'b' float32[3] in the state, but 'b' float32[5] here\n"
                        + "  parameter 2 is 'c' float32[4] in the state, but 'd' float32[4] here");
    }

    @Test
    void names_count_only_where_both_sides_have_them() {
        StateDict state = stepped(named("a", 2)).stateDict();
        Adam unnamed = adam(named("", 2));
        unnamed.loadStateDict(state);
        assertThat(unnamed.stateDict().notes().integer("state.0.step")).isEqualTo(1);
    }

    @Test
    void tensors_that_are_missing_or_of_another_shape_are_refused() {
        StateDict state = stepped(named("a", 2)).stateDict();
        var tensors = ImmutableMap.of("state.0.exp_avg", Tensor.ones(3));
        assertRefuses(stepped(named("a", 2)), new StateDict(tensors, state.notes()),
                "[loadStateDict] the state does not fit this Adam, and nothing was loaded:\n"
                        + "  state.0.exp_avg should be float32[2], but is float32[3]\n"
                        + "  state.0.exp_avg_sq should be float32[2], but is missing");
    }

    @Test
    void options_that_are_missing_out_of_range_or_no_numbers_are_refused() {
        Adam adam = stepped(named("a", 2));
        StateDict state = adam.stateDict();
        Map<String, String> lacking = new TreeMap<>(state.notes().values());
        lacking.remove("param_groups.0.eps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adam.loadStateDict(new StateDict(state.tensors(), Notes.of(lacking))))
                .withMessageStartingWith("[notes] 'eps' is missing; there are [");
        assertRefuses(adam, new StateDict(state.tensors(), state.notes().with("param_groups.0.beta1", 1.5)),
                "[Adam] beta1 must be in [0, 1), but is 1.5");
        assertRefuses(adam, new StateDict(state.tensors(), state.notes().with("param_groups.0.lr", "fast")),
                "[notes] 'lr' should be a number, but is 'fast'");
        assertRefuses(adam, new StateDict(state.tensors(), state.notes().with("param_groups.0.amsgrad", "perhaps")),
                "[notes] 'amsgrad' should be a flag, but is 'perhaps'");
        assertRefuses(adam, new StateDict(state.tensors(), state.notes().with("state.0.step", 1.5)),
                "[notes] 'step' should be an integer, but is '1.5'");
    }

    @Test
    void several_states_share_a_file() throws IOException {
        Path file = folder.resolve("all.safetensors");
        Adam adam = stepped(named("a", 2));
        StateDict.NONE.with("model.", StateDict.of(Map.of("a", Tensor.ones(2)))).with("optimizer.", adam.stateDict())
                .save(file);
        StateDict loaded = StateDict.load(file);
        assertThat(loaded.part("model.").tensors().keySet()).containsExactly("a");
        assertThat(loaded.part("model.").notes()).isEqualTo(Notes.NONE);
        Adam other = adam(named("a", 2));
        other.loadStateDict(loaded.part("optimizer."));
        assertThat(snapshot(other)).isEqualTo(snapshot(adam));
    }
}

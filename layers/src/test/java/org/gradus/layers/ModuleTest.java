package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class ModuleTest {

    /** A parameter, a buffer and a child, registered in an order other than that of state dicts. */
    private static final class Block extends Layer {

        final Linear inner = child("inner", new Linear(2, 3));
        final Buffer mean = buffer("mean", Tensor.zeros(2));
        final Parameter scale = parameter("scale", Tensor.ones(2));

        @Override
        protected Tensor compute(Tensor x) {
            return inner.forward(x.sub(mean.get()).mul(scale));
        }
    }

    private static final class Net extends Layer {

        final Block first = child("first", new Block());
        final Sequential rest = child("rest", new Sequential(new ReLU(), new Linear(3, 1)));

        @Override
        protected Tensor compute(Tensor x) {
            return rest.forward(first.forward(x));
        }
    }

    /** Registers whatever a test asks for. */
    private static final class Registry extends Module {

        <M extends Module> M add(String name, M module) {
            return child(name, module);
        }

        Parameter add(String name, Tensor initial) {
            return parameter(name, initial);
        }
    }

    @Test
    void parameters_are_listed_with_a_modules_own_before_those_of_its_children() {
        assertThat(new Net().namedParameters().keySet()).containsExactly("first.scale", "first.inner.weight",
                "first.inner.bias", "rest.1.weight", "rest.1.bias");
    }

    @Test
    void modules_are_listed_each_before_what_it_contains_and_the_root_without_a_name() {
        Net net = new Net();
        assertThat(net.namedModules().keySet()).containsExactly("", "first", "first.inner", "rest", "rest.0", "rest.1");
        assertThat(net.namedModules().get("")).isSameAs(net);
        assertThat(net.modules()).hasSize(6);
        assertThat(net.children()).containsExactly(net.first, net.rest);
        assertThat(net.namedBuffers()).containsOnlyKeys("first.mean").containsValue(net.first.mean);
    }

    @Test
    void parameters_know_their_dotted_name_though_children_are_built_first() {
        Net net = new Net();
        net.namedParameters().forEach((name, parameter) -> assertThat(parameter.name()).isEqualTo(name));
    }

    @Test
    void what_is_registered_late_gets_its_whole_dotted_name_too() {
        Registry leaf = new Registry();
        Registry root = new Registry();
        root.add("a", new Registry()).add("b", leaf);
        assertThat(leaf.add("late", Tensor.ones(1)).name()).isEqualTo("a.b.late");
        assertThat(leaf.add("fc", new Linear(1, 1)).weight().name()).isEqualTo("a.b.fc.weight");
    }

    @Test
    void registering_returns_its_argument() {
        Registry root = new Registry();
        Linear linear = new Linear(1, 1);
        assertThat(root.add("fc", linear)).isSameAs(linear);
        assertThat(root.parameters()).containsExactly(linear.weight(), linear.bias());
    }

    @Test
    void a_name_is_given_once_whatever_it_stands_for() {
        Registry root = new Registry();
        root.add("a", Tensor.ones(1));
        root.add("b", new ReLU());
        assertThatIllegalArgumentException().isThrownBy(() -> root.add("a", new ReLU()))
                .withMessage("[child] Registry already has something registered as 'a'; every name is given once");
        assertThatIllegalArgumentException().isThrownBy(() -> root.add("b", Tensor.ones(1)))
                .withMessageStartingWith("[parameter] Registry already has something registered as 'b'");
        assertThatIllegalArgumentException().isThrownBy(() -> root.buffer("b", Tensor.ones(1)))
                .withMessageStartingWith("[buffer] Registry already has something registered as 'b'");
    }

    @Test
    void names_are_not_empty_and_have_no_dots() {
        Registry root = new Registry();
        assertThatIllegalArgumentException().isThrownBy(() -> root.add("", new ReLU()))
                .withMessage("[child] the name must not be empty");
        assertThatIllegalArgumentException().isThrownBy(() -> root.add("a.b", Tensor.ones(1)))
                .withMessageStartingWith("[parameter] the name 'a.b' must not contain a dot");
    }

    @Test
    void a_tree_of_modules_has_no_cycles() {
        Registry root = new Registry();
        Registry child = root.add("child", new Registry());
        assertThatIllegalArgumentException().isThrownBy(() -> child.add("root", root))
                .withMessageStartingWith("[child] 'root' would contain itself");
        assertThatIllegalArgumentException().isThrownBy(() -> root.add("self", root));
        assertThat(root.modules()).containsExactly(root, child);
    }

    @Test
    void a_shared_module_is_listed_once_under_its_first_name_but_saved_under_both() {
        Registry root = new Registry();
        Linear shared = root.add("a", new Linear(1, 1));
        root.add("b", shared);
        assertThat(root.namedParameters()).containsOnlyKeys("a.weight", "a.bias");
        assertThat(root.namedModules()).containsOnlyKeys("", "a");
        assertThat(root.children()).containsExactly(shared);
        assertThat(root.stateDict().keySet()).containsExactly("a.weight", "a.bias", "b.weight", "b.bias");
        assertThat(shared.weight().name()).isEqualTo("a.weight");
        assertThat(root).hasToString("""
                Registry(
                  (a): Linear(in_features=1, out_features=1, bias=True)
                  (b): Linear(in_features=1, out_features=1, bias=True)
                )""");
    }

    @Test
    void a_parameter_registered_again_is_shared() {
        Registry root = new Registry();
        Linear encoder = root.add("encoder", new Linear(2, 3));
        assertThat(root.add("tied", encoder.weight())).isSameAs(encoder.weight());
        assertThat(root.namedParameters()).containsOnlyKeys("tied", "encoder.bias");
        assertThat(root.stateDict()).containsOnlyKeys("tied", "encoder.weight", "encoder.bias");
    }

    @Test
    void a_parameter_is_a_copy_of_its_initial_values() {
        Tensor initial = Tensor.ones(2);
        Parameter parameter = new Registry().add("w", initial);
        parameter.set(Tensor.of(new float[]{5, 6}));
        assertThat(initial.toFloatArray()).containsExactly(1, 1);
        assertThat(parameter.requiresGrad()).isTrue();
    }

    @Test
    void train_and_eval_reach_every_module() {
        Net net = new Net();
        assertThat(net.modules()).allMatch(Module::isTraining);
        net.eval();
        assertThat(net.modules()).noneMatch(Module::isTraining);
        net.first.train();
        assertThat(net.isTraining()).isFalse();
        assertThat(net.first.inner.isTraining()).isTrue();
        net.train(true);
        assertThat(net.modules()).allMatch(Module::isTraining);
    }

    @Test
    void zeroGrad_forgets_gradients_and_passes_frozen_parameters_by() {
        Net net = new Net();
        net.first.scale.requiresGrad(false);
        net.forward(Tensor.ones(1, 2)).sum().backward();
        assertThat(net.first.inner.weight().grad()).isNotNull();
        net.zeroGrad();
        assertThat(net.parameters()).filteredOn(Tensor::requiresGrad).hasSize(4)
                .allMatch(parameter -> parameter.grad() == null);
    }

    @Test
    void requiresGrad_freezes_and_thaws_everything() {
        Net net = new Net();
        net.requiresGrad(false);
        assertThat(net.parameters()).noneMatch(Tensor::requiresGrad);
        assertThat(net.forward(Tensor.ones(1, 2)).requiresGrad()).isFalse();
        net.requiresGrad(true);
        assertThat(net.parameters()).allMatch(Tensor::requiresGrad);
    }

    @Test
    void apply_visits_children_before_what_contains_them() {
        Net net = new Net();
        List<Module> visited = new ArrayList<>();
        net.apply(visited::add);
        assertThat(visited).containsExactly(net.first.inner, net.first, net.rest.get(0), net.rest.get(1), net.rest,
                net);
    }

    @Test
    void a_buffer_cuts_its_value_off_from_the_tape_and_keeps_its_type() {
        Block block = new Block();
        block.mean.set(block.scale.mul(2));
        assertThat(block.mean.get().requiresGrad()).isFalse();
        assertThat(block.mean.get().toFloatArray()).containsExactly(2, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> block.mean.set(Tensor.zeros(3)))
                .withMessage("[buffer] 'mean' is float32[2], but float32[3] came");
    }

    @Test
    void a_module_converted_to_float64_computes_and_differentiates_in_it() {
        var linear = new Linear(3, 2);
        float[] before = linear.weight().toFloatArray();
        linear.to(DType.FLOAT64);
        assertThat(linear.weight().toDoubleArray()).containsExactly(toDoubles(before));
        linear.forward(Tensor.full(Shape.of(1, 3), 1, DType.FLOAT64)).sum().backward();
        assertThat(linear.weight().grad().toDoubleArray()).containsOnly(1);
        linear.to(DType.FLOAT32);
        assertThat(linear.weight().toFloatArray()).isEqualTo(before);
        assertThat(linear.weight().grad()).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> linear.to(DType.INT64))
                .withMessageContaining("can be float32 or float64, not int64");
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}

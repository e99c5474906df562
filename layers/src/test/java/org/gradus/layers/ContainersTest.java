package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Containers; expected texts and keys are PyTorch's. */
class ContainersTest {

    private static Linear linear() {
        return new Linear(2, 2);
    }

    @Test
    void a_list_names_modules_by_position_and_prints_equal_neighbours_once() {
        var list = new ModuleList<Layer>(linear(), linear(), new ReLU()).append(linear());
        assertThat(list.stateDict()).containsOnlyKeys("0.weight", "0.bias", "1.weight", "1.bias", "3.weight", "3.bias");
        assertThat(list).hasToString("""
                ModuleList(
                  (0-1): 2 x Linear(in_features=2, out_features=2, bias=True)
                  (2): ReLU()
                  (3): Linear(in_features=2, out_features=2, bias=True)
                )""");
        assertThat(new ModuleList<>(new Sequential(new ReLU(), new Tanh()), new Sequential(new ReLU(), new Tanh())))
                .hasToString("""
                        ModuleList(
                          (0-1): 2 x Sequential(
                            (0): ReLU()
                            (1): Tanh()
                          )
                        )""");
        assertThat(new ModuleList<>(new ReLU())).hasToString("ModuleList(\n  (0): ReLU()\n)");
        assertThat(new ModuleList<>()).hasToString("ModuleList()");
    }

    @Test
    void a_list_gives_its_modules_in_order_and_takes_one_twice() {
        Linear shared = linear();
        ReLU relu = new ReLU();
        var list = new ModuleList<Layer>(List.of(shared, relu)).append(shared);
        assertThat(list).containsExactly(shared, relu, shared);
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.get(1)).isSameAs(relu);
        assertThat(list.parameters()).hasSize(2);
        assertThat(list.stateDict()).containsOnlyKeys("0.weight", "0.bias", "2.weight", "2.bias");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(3));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> {
            var modules = list.iterator();
            modules.next();
            modules.remove();
        });
    }

    @Test
    void what_a_list_holds_is_trained_frozen_and_switched_with_it() {
        var list = new ModuleList<>(new Dropout(0.5));
        list.append(new Dropout(0.1));
        list.eval();
        assertThat(list).noneMatch(Module::isTraining);
    }

    @Test
    void modules_put_into_a_list_or_taken_out_of_it_renumber_those_behind_them() {
        Linear first = linear();
        Linear last = linear();
        Linear between = linear();
        var list = new ModuleList<Layer>(first, last);
        assertThat(list.insert(1, between).insert(0, new ReLU())).containsExactly(list.get(0), first, between, last);
        assertThat(list.stateDict().keySet()).containsExactly("1.weight", "1.bias", "2.weight", "2.bias", "3.weight",
                "3.bias");
        assertThat(list.stateDict().get("2.weight").toFloatArray()).isEqualTo(between.weight().toFloatArray());
        assertThat(between.weight().name()).isEqualTo("2.weight");

        assertThat(list.pop(1)).isSameAs(first);
        assertThat(list).containsExactly(list.get(0), between, last);
        assertThat(list.stateDict().keySet()).containsExactly("1.weight", "1.bias", "2.weight", "2.bias");
        assertThat(between.weight().name()).isEqualTo("1.weight");
        assertThat(first.weight().name()).as("on its own").isEqualTo("weight");

        Linear other = linear();
        assertThat(list.set(2, other).insert(3, new Tanh())).containsExactly(list.get(0), between, other, list.get(3));
        assertThat(list.stateDict().get("2.bias").toFloatArray()).isEqualTo(other.bias().toFloatArray());
        assertThat(list.append(last).stateDict().keySet()).contains("4.weight");
    }

    @Test
    void names_within_a_changed_list_follow_those_of_what_holds_it() {
        var inner = new ModuleList<Layer>(linear(), linear());
        var outer = new ModuleDict<>(Map.of("blocks", inner));
        Linear second = (Linear) inner.get(1);
        inner.pop(0);
        assertThat(second.weight().name()).isEqualTo("blocks.0.weight");
        assertThat(outer.namedParameters().keySet()).containsExactly("blocks.0.weight", "blocks.0.bias");
    }

    @Test
    void a_list_holds_one_module_twice_until_both_are_taken_out() {
        Linear shared = linear();
        var list = new ModuleList<Layer>(shared, new ReLU(), shared);
        list.pop(0);
        assertThat(list.stateDict()).containsOnlyKeys("1.weight", "1.bias");
        assertThat(shared.weight().name()).isEqualTo("1.weight");
        list.pop(1);
        assertThat(list.parameters()).isEmpty();
    }

    @Test
    void a_list_refuses_positions_that_it_does_not_have_and_itself() {
        var list = new ModuleList<Module>(linear());
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.insert(2, linear()))
                .withMessageContaining("[ModuleList] position (2) must not be greater than size (1)");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.insert(-1, linear()));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.pop(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.set(1, linear()));
        var holder = new ModuleDict<>(Map.of("list", list));
        assertThatIllegalArgumentException().isThrownBy(() -> list.insert(0, holder))
                .withMessageStartingWith("[child] '0' would contain itself: ModuleDict is this module or holds it");
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.stateDict()).containsOnlyKeys("0.weight", "0.bias");
    }

    @Test
    void a_dictionary_gives_modules_up_and_takes_their_names_again() {
        Linear a = linear();
        var dict = new ModuleDict<Layer>(ImmutableMap.of("a", a, "b", linear(), "c", linear()));
        assertThat(dict.pop("a")).isSameAs(a);
        assertThat(dict.stateDict().keySet()).containsExactly("b.weight", "b.bias", "c.weight", "c.bias");
        assertThat(a.weight().name()).isEqualTo("weight");
        assertThat(dict.put("a", linear()).asMap().keySet()).containsExactly("b", "c", "a");
        assertThat(dict.namedModules().keySet()).containsExactly("", "b", "c", "a");
        assertThatIllegalArgumentException().isThrownBy(() -> dict.pop("d"))
                .withMessage("[ModuleDict] there is no module 'd' among [b, c, a]");
        dict.clear();
        assertThat(dict.stateDict()).isEmpty();
        assertThat(dict.size()).isZero();
    }

    @Test
    void a_dictionary_keeps_the_order_in_which_modules_were_put() {
        var dict = new ModuleDict<Layer>(ImmutableMap.of("b", linear(), "a", new ReLU())).put("c", new Tanh());
        assertThat(dict.stateDict()).containsOnlyKeys("b.weight", "b.bias");
        assertThat(dict).hasToString("""
                ModuleDict(
                  (b): Linear(in_features=2, out_features=2, bias=True)
                  (a): ReLU()
                  (c): Tanh()
                )""");
        assertThat(new ModuleDict<>()).hasToString("ModuleDict()");
        assertThat(dict.size()).isEqualTo(3);
        assertThat(dict.asMap().keySet()).containsExactly("b", "a", "c");
        assertThat(dict.get("c")).isSameAs(dict.asMap().get("c")).isInstanceOf(Tanh.class);
        assertThatIllegalArgumentException().isThrownBy(() -> dict.get("d"))
                .withMessage("[ModuleDict] there is no module 'd' among [b, a, c]");
        assertThatIllegalArgumentException().isThrownBy(() -> dict.put("a", linear())).withMessage(
                "[child] ModuleDict already has something registered as 'a'; every name is given once");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> dict.asMap().remove("a"));
    }

    @Test
    void a_list_of_parameters_names_them_by_position_and_prints_type_and_size() {
        var list = new ParameterList(Tensor.ones(2, 3), Tensor.ones(4).to(DType.FLOAT64)).append(Tensor.scalar(1));
        assertThat(list.stateDict()).containsOnlyKeys("0", "1", "2");
        assertThat(list).hasToString("""
                ParameterList(
                    (0): Parameter containing: [torch.float32 of size 2x3]
                    (1): Parameter containing: [torch.float64 of size 4]
                    (2): Parameter containing: [torch.float32 of size ]
                )""");
        assertThat(new ParameterList(Tensor.ones(2, 3)))
                .hasToString("ParameterList(  (0): Parameter containing: [torch.float32 of size 2x3])");
        assertThat(new ParameterList()).hasToString("ParameterList()");
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.get(1).shape()).isEqualTo(Shape.of(4));
        assertThat(list).containsExactlyElementsOf(list.parameters()).allMatch(Tensor::requiresGrad);
        Parameter shared = new Parameter(Tensor.ones(1));
        assertThat(new ParameterList(List.of(shared)).get(0)).isSameAs(shared);
    }

    @Test
    void a_dictionary_of_parameters_prints_types_by_their_old_names_as_pytorch_does() {
        var dict = new ParameterDict(ImmutableMap.of("a", Tensor.ones(1).to(DType.FLOAT64))).put("b",
                Tensor.ones(2, 3));
        assertThat(dict.stateDict()).containsOnlyKeys("a", "b");
        assertThat(dict).hasToString("""
                ParameterDict(
                    (a): Parameter containing: [torch.DoubleTensor of size 1]
                    (b): Parameter containing: [torch.FloatTensor of size 2x3]
                )""");
        assertThat(new ParameterDict(Map.of("b", Tensor.ones(2, 3))))
                .hasToString("ParameterDict(  (b): Parameter containing: [torch.FloatTensor of size 2x3])");
        assertThat(new ParameterDict()).hasToString("ParameterDict()");
        assertThat(dict.size()).isEqualTo(2);
        assertThat(dict.get("b")).isSameAs(dict.asMap().get("b")).isSameAs(dict.parameters().get(1));
        assertThatIllegalArgumentException().isThrownBy(() -> dict.get("c"))
                .withMessage("[ParameterDict] there is no parameter 'c' among [a, b]");
        assertThatIllegalArgumentException().isThrownBy(() -> dict.put("x.y", Tensor.ones(1))).withMessage(
                "[parameter] the name 'x.y' must not contain a dot: dots separate levels in state dicts");
    }

    @Test
    void containers_within_each_other_are_printed_as_a_tree() {
        assertThat(new ModuleDict<>(Map.of("w", new ParameterList(Tensor.ones(2, 3), Tensor.ones(2))))).hasToString("""
                ModuleDict(
                  (w): ParameterList(
                      (0): Parameter containing: [torch.float32 of size 2x3]
                      (1): Parameter containing: [torch.float32 of size 2]
                  )
                )""");
    }

    @Test
    void a_sequence_grows_and_applies_what_was_appended() {
        Sequential sequence = new Sequential(new Flatten()).append(new ReLU());
        assertThat(sequence).hasToString("""
                Sequential(
                  (0): Flatten(start_dim=1, end_dim=-1)
                  (1): ReLU()
                )""").hasSize(2);
        assertThat(sequence.forward(Tensor.of(new float[]{-1, 2}, 1, 2, 1)).toFloatArray()).containsExactly(0, 2);
        Sequential named = Sequential.builder().add("first", new ReLU()).build().append(linear());
        assertThat(named.stateDict()).containsOnlyKeys("1.weight", "1.bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequential.builder().add("1", new ReLU()).build().append(new ReLU()))
                .withMessageContaining("already has something registered as '1'");
    }

    @Test
    void a_residual_adds_what_goes_past_the_body() {
        Tensor x = Tensor.of(new float[]{-1, 2}, 1, 2);
        assertThat(new Residual(new ReLU()).forward(x).toFloatArray()).containsExactly(-1, 4); // x + max(x, 0)
        assertThat(new Residual(new ReLU(), new Softsign()).forward(x).toFloatArray())
                .containsExactly(-0.5f, 2 + 2 / 3f); // x/(1 + |x|) + max(x, 0)
        assertThat(new Residual(linear(), new Identity())).hasToString("""
                Residual(
                  (body): Linear(in_features=2, out_features=2, bias=True)
                  (shortcut): Identity()
                )""");
        assertThat(new Residual(linear()).stateDict()).containsOnlyKeys("body.weight", "body.bias");
    }

    @Test
    void a_residual_does_not_broadcast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Residual(new Linear(2, 1)).forward(Tensor.ones(3, 2))).withMessage(
                        "[Residual] the body makes [3,1] of [3,2], but [3,2] goes past it; give a shortcut that makes the same shape as the body");
    }
}

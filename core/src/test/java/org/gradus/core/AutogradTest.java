package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.ExpandOp;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.ReshapeOp;
import org.junit.jupiter.api.Test;

class AutogradTest {

    private static final GradOptions CREATE_GRAPH = GradOptions.DEFAULT.withCreateGraph(true);

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    private static Tensor scalar(double value) {
        return leaf(value).reshape().detach().requiresGrad(true);
    }

    private static double[] grad(Tensor leaf) {
        return leaf.grad().toDoubleArray();
    }

    @Test
    void the_chain_rule_multiplies_derivatives() {
        Tensor x = scalar(3);

        x.mul(x).mul(2).exp().log().backward(); // log exp 2x² = 2x²

        assertThat(x.grad().item()).isCloseTo(12, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void a_tensor_used_twice_by_one_operation_gets_both_contributions() {
        Tensor x = leaf(3, -4);

        x.mul(x).sum().backward();

        assertThat(grad(x)).containsExactly(6, -8);
    }

    @Test
    void contributions_over_both_ways_of_a_diamond_add_up_before_they_go_on() {
        Tensor x = leaf(2);
        Tensor top = x.mul(3);
        Tensor left = top.mul(5);
        Tensor right = top.mul(top);

        left.add(right).sum().backward(); // 15x + 9x²

        assertThat(grad(x)).containsExactly(15 + 18 * 2);
    }

    @Test
    void two_backward_passes_add_up_and_zeroGrad_forgets() {
        Tensor x = leaf(1, 2);
        x.mul(3).sum().backward();
        x.mul(4).sum().backward();
        assertThat(grad(x)).containsExactly(7, 7);

        x.zeroGrad();
        assertThat(x.grad()).isNull();
        x.mul(5).sum().backward();
        assertThat(grad(x)).containsExactly(5, 5);
    }

    @Test
    void several_roots_are_gone_back_from_in_one_pass() {
        Tensor x = leaf(2);
        Tensor shared = x.mul(x);
        Tensor a = shared.mul(3).sum();
        Tensor b = shared.mul(shared).sum();

        Autograd.backward(List.of(a, b), GradOptions.DEFAULT); // 3x² + x⁴

        assertThat(grad(x)).containsExactly(6 * 2 + 4 * 8);
    }

    @Test
    void a_root_may_be_an_ancestor_of_another_and_may_be_named_twice() {
        Tensor x = leaf(2);
        Tensor y = x.mul(x).sum();
        Tensor z = y.mul(y);

        Autograd.backward(List.of(z, y, y), GradOptions.DEFAULT); // x⁴ + 2x²

        assertThat(grad(x)).containsExactly(4 * 8 + 4 * 2);
    }

    @Test
    void a_leaf_is_a_root_with_derivative_1() {
        Tensor x = scalar(5);

        x.backward();

        assertThat(x.grad().item()).isEqualTo(1);
        assertThat(Autograd.grad(x, x).get(0).item()).isEqualTo(1);
    }

    @Test
    void external_cotangents_weigh_the_outputs() {
        Tensor x = leaf(1, 2, 3);

        x.mul(x).backward(Tensor.of(new double[]{1, 10, 100}));

        assertThat(grad(x)).containsExactly(2, 40, 600);
    }

    @Test
    void several_roots_take_a_cotangent_each() {
        Tensor x = leaf(1, 2);
        Tensor square = x.mul(x);
        Tensor sum = x.sum();
        GradOptions options = GradOptions.DEFAULT
                .withCotangents(Tensor.of(new double[]{10, 100}), Tensor.full(Shape.SCALAR, 7, DType.FLOAT64))
                .withRetainGraph(true);

        Autograd.backward(List.of(square, sum), options);
        Autograd.backward(List.of(square, sum), options); // 2·(2x∘u + 7)

        assertThat(grad(x)).containsExactly(2 * (20 + 7), 2 * (400 + 7));
    }

    @Test
    void grad_gives_what_backward_collects_and_touches_no_leaf() {
        Tensor x = leaf(1, 2);
        Tensor w = leaf(3, 4);

        List<Tensor> gradients = Autograd.grad(x.mul(w).mul(x).sum(), w, x);

        assertThat(gradients.get(0).toDoubleArray()).containsExactly(1, 4);
        assertThat(gradients.get(1).toDoubleArray()).containsExactly(6, 16);
        assertThat(x.grad()).isNull();
        assertThat(w.grad()).isNull();
        x.mul(w).mul(x).sum().backward();
        assertThat(grad(w)).containsExactly(1, 4);
        assertThat(grad(x)).containsExactly(6, 16);
    }

    @Test
    void grad_by_a_result_gives_all_that_flows_into_it() {
        Tensor x = leaf(2);
        Tensor y = x.mul(3);
        Tensor z = y.mul(y).add(y.mul(x)).sum(); // by y alone: 2y + x

        List<Tensor> gradients = Autograd.grad(List.of(z), List.of(y, x, z), GradOptions.DEFAULT);

        assertThat(gradients.get(0).toDoubleArray()).containsExactly(2 * 6 + 2);
        assertThat(gradients.get(1).toDoubleArray()).containsExactly(3 * 14 + 6);
        assertThat(gradients.get(2).item()).isEqualTo(1);
    }

    @Test
    void grad_by_an_input_does_not_ask_rules_that_lead_elsewhere() {
        Tensor x = leaf(2);
        Tensor w = leaf(3);

        Tensor gradient = Autograd.grad(new CannotGoBack().apply(w).mul(x).sum(), x).get(0);

        assertThat(gradient.toDoubleArray()).containsExactly(3);
    }

    @Test
    void an_input_that_plays_no_part_is_an_error_unless_zeros_are_asked_for() {
        Tensor x = leaf(2);
        Tensor unused = leaf(1, 2);
        Tensor y = x.mul(x).sum();

        assertThatThrownBy(() -> Autograd.grad(y, x, unused)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[grad] the outputs do not depend on input 1 (float64[2]); use withAllowUnused(true) if zeros are meant");
        List<Tensor> gradients = Autograd.grad(List.of(x.mul(x).sum()), List.of(x, unused),
                GradOptions.DEFAULT.withAllowUnused(true));
        assertThat(gradients.get(0).toDoubleArray()).containsExactly(4);
        assertThat(gradients.get(1).toDoubleArray()).containsExactly(0, 0);
    }

    @Test
    void a_derivative_that_is_zero_everywhere_is_zero_and_no_error() {
        Tensor x = leaf(-1, 2);
        Tensor slope = Autograd.grad(List.of(x.relu().sum()), List.of(x), CREATE_GRAPH).get(0);

        assertThat(Autograd.grad(slope.sum(), x).get(0).toDoubleArray()).containsExactly(0, 0);
    }

    @Test
    void createGraph_gives_the_third_derivative_of_x_to_the_fourth() {
        Tensor x = scalar(2);
        Tensor first = Autograd.grad(List.of(x.mul(x).mul(x).mul(x)), List.of(x), CREATE_GRAPH).get(0);
        Tensor second = Autograd.grad(List.of(first), List.of(x), CREATE_GRAPH).get(0);
        Tensor third = Autograd.grad(List.of(second), List.of(x), CREATE_GRAPH).get(0);
        Tensor fourth = Autograd.grad(third, x).get(0);

        assertThat(first.item()).isEqualTo(4 * 8);
        assertThat(second.item()).isEqualTo(12 * 4);
        assertThat(third.item()).isEqualTo(24 * 2);
        assertThat(fourth.item()).isEqualTo(24);
    }

    @Test
    void backward_through_a_gradient_reaches_the_leaves() {
        Tensor x = leaf(1, 2);
        Tensor gradient = Autograd.grad(List.of(x.mul(x).mul(x).sum()), List.of(x), CREATE_GRAPH).get(0);

        gradient.mul(gradient).sum().backward(); // a gradient penalty: Σ (3x²)² = Σ 9x⁴

        assertThat(grad(x)).containsExactly(36, 36 * 8);
    }

    @Test
    void gradients_are_recorded_only_with_createGraph_whatever_the_cotangent() {
        Tensor x = leaf(1, 2);
        Tensor u = leaf(3, 4);
        GradOptions options = GradOptions.DEFAULT.withCotangents(u);

        assertThat(Autograd.grad(List.of(x.add(1)), List.of(x), options).get(0).requiresGrad()).isFalse();
        assertThat(Autograd.grad(List.of(x.add(1)), List.of(x), options.withCreateGraph(true)).get(0).requiresGrad())
                .isTrue();
        x.add(1).backward(u);
        assertThat(x.grad().requiresGrad()).isFalse();
    }

    @Test
    void a_gradient_does_not_change_with_the_parameter_that_was_its_cotangent() {
        Tensor x = leaf(1, 2);
        Parameter u = new Parameter(Tensor.of(new double[]{3, 4})).requiresGrad(false);

        x.add(1).backward(u);
        u.set(Tensor.of(new double[]{5, 6}));

        assertThat(grad(x)).containsExactly(3, 4);
    }

    @Test
    void a_frozen_parameter_collects_nothing_and_lets_others_through() {
        Parameter frozen = new Parameter(Tensor.of(new double[]{3})).requiresGrad(false);
        Tensor x = leaf(2);

        x.mul(frozen).sum().backward();

        assertThat(grad(x)).containsExactly(3);
        assertThat(frozen.requiresGrad()).isFalse();
        assertThat(frozen.mul(2).requiresGrad()).isFalse();
        frozen.requiresGrad(true);
        frozen.mul(2).sum().backward();
        assertThat(grad(frozen)).containsExactly(2);
    }

    @Test
    void gradients_are_summed_over_every_way_of_broadcasting() {
        Tensor u = Tensor.of(new double[]{1, 2, 3, 4, 5, 6}, 2, 3);
        assertThat(broadcast(u)).containsExactly(21);
        assertThat(broadcast(u, 1)).containsExactly(21);
        assertThat(broadcast(u, 1, 1)).containsExactly(21);
        assertThat(broadcast(u, 3)).containsExactly(5, 7, 9);
        assertThat(broadcast(u, 1, 3)).containsExactly(5, 7, 9);
        assertThat(broadcast(u, 2, 1)).containsExactly(6, 15);
        assertThat(broadcast(u, 2, 3)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(broadcast(u.reshape(1, 2, 3), 1, 2, 1)).containsExactly(6, 15);
    }

    private static double[] broadcast(Tensor u, int... shape) {
        Tensor x = Tensor.full(Shape.of(shape), 1, DType.FLOAT64).requiresGrad(true);
        x.mul(u).backward(Tensor.full(u.shape(), 1, DType.FLOAT64));
        assertThat(x.grad().shape()).isEqualTo(x.shape());
        return grad(x);
    }

    @Test
    void a_gradient_summed_over_an_empty_broadcast_is_zero() {
        Tensor x = leaf(1, 2, 3);

        ExpandOp.expand(x, Shape.of(0, 3)).sum().backward();

        assertThat(grad(x)).containsExactly(0, 0, 0);
    }

    @Test
    void a_million_recorded_additions_are_gone_back_through() {
        Tensor x = scalar(1);
        Tensor sum = x;
        for (int i = 0; i < 1_000_000; i++) {
            sum = sum.add(x);
        }

        Tensor gradient = Autograd.grad(List.of(sum), List.of(x), GradOptions.DEFAULT.withRetainGraph(true)).get(0);
        sum.backward();

        assertThat(gradient.item()).isEqualTo(1_000_001);
        assertThat(x.grad().item()).isEqualTo(1_000_001);
    }

    @Test
    void tapes_of_many_threads_do_not_mix() throws Exception {
        Parameter shared = new Parameter(Tensor.of(new double[]{2, 3}));
        int threads = 16;
        int rounds = 50;
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int factor = t;
            tasks.add(() -> {
                Tensor x = leaf(factor, 1);
                for (int i = 0; i < rounds; i++) {
                    x.mul(shared).mul(x).sum().backward(); // by x: 2·x·shared, by shared: x²
                }
                return grad(x);
            });
        }

        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<double[]>> results = pool.invokeAll(tasks);
            for (int t = 0; t < threads; t++) {
                assertThat(results.get(t).get()).containsExactly(rounds * 2 * t * 2, rounds * 2 * 3);
            }
        }
        int squares = 0;
        for (int t = 0; t < threads; t++) {
            squares += t * t;
        }
        assertThat(grad(shared)).containsExactly(rounds * squares, rounds * threads);
    }

    @Test
    void recording_is_a_matter_of_each_thread() throws Exception {
        Tensor x = leaf(1);
        try (var pool = Executors.newSingleThreadExecutor()) {
            Future<Boolean> elsewhere = Tape.noGrad(() -> pool.submit(() -> x.mul(2).requiresGrad()));

            assertThat(elsewhere.get()).isTrue();
        }
    }

    @Test
    void noGrad_and_withGrad_nest_and_end_with_their_scope() {
        Tensor x = leaf(1);

        Tape.noGrad(() -> {
            assertThat(Tape.isRecording()).isFalse();
            assertThat(x.mul(2).requiresGrad()).isFalse();
            Tensor inner = Tape.withGrad(() -> x.mul(2));
            assertThat(inner.requiresGrad()).isTrue();
            assertThat(Tape.isRecording()).isFalse();
        });
        assertThat(Tape.isRecording()).isTrue();
        assertThatThrownBy(() -> Tape.noGrad(() -> {
            throw new UnsupportedOperationException();
        })).isInstanceOf(UnsupportedOperationException.class);
        assertThat(Tape.isRecording()).isTrue();
    }

    @Test
    void backward_within_noGrad_works_on_what_was_recorded_before() {
        Tensor x = leaf(3);
        Tensor y = x.mul(x).sum();

        Tape.noGrad(() -> y.backward());

        assertThat(grad(x)).containsExactly(6);
    }

    @Test
    void no_gradient_flows_through_a_detached_value() {
        Tensor x = leaf(3);

        x.mul(x.detach()).sum().backward();

        assertThat(grad(x)).containsExactly(3);
    }

    @Test
    void a_result_made_a_leaf_collects_a_gradient_of_its_own() {
        Tensor x = leaf(3);
        Tensor y = x.mul(2).requiresGrad(true);

        y.mul(y).sum().backward();

        assertThat(grad(y)).containsExactly(12);
        assertThat(x.grad()).isNull();
    }

    @Test
    void a_rule_that_fails_leaves_the_gradients_of_leaves_as_they_were() {
        Tensor x = leaf(1, 2);
        Tensor y = leaf(3, 4);
        x.mul(y).sum().backward();
        Tensor sum = new CannotGoBack().apply(x).add(y.mul(5)).sum();

        assertThatThrownBy(sum::backward).isInstanceOf(UnsupportedOperationException.class);

        assertThat(grad(x)).containsExactly(3, 4);
        assertThat(grad(y)).containsExactly(1, 2);
    }

    @Test
    void the_identity_of_shared_data_is_kept_apart() {
        Tensor x = leaf(1, 2, 3, 4);
        Tensor matrix = ReshapeOp.reshape(x, 2, 2);

        MatMulOp.matmul(matrix, matrix).sum().backward();

        // ∂Σ(M·M)/∂M = 1·Mᵀ + Mᵀ·1, the column sums and row sums of M
        assertThat(grad(x)).containsExactly(3 + 4, 7 + 4, 3 + 6, 7 + 6);
    }

    @Test
    void a_concatenation_of_more_inputs_than_an_int_has_bits_keeps_their_gradients_apart() {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            inputs.add(leaf(i));
        }
        Tensor y = ConcatOp.concat(inputs, 0);

        y.mul(y).sum().backward();

        for (int i = 0; i < 70; i++) {
            assertThat(grad(inputs.get(i))).containsExactly(2 * i);
        }
    }

    @Test
    void roots_and_cotangents_that_do_not_fit_are_refused() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(2);

        assertThatThrownBy(y::backward).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "[backward] output 0 is float64[2]; only a scalar can do without a cotangent: reduce it, or pass one of its shape");
        assertThatThrownBy(() -> x.detach().backward()).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "[backward] output 0 (float64[2]) was not recorded: no input of it required a gradient, or it was computed within noGrad");
        assertThatThrownBy(() -> y.backward(Tensor.of(new double[]{1, 2, 3})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[backward] output 0 is float64[2], but its cotangent is float64[3]");
        assertThatThrownBy(() -> y.backward(Tensor.ones(2))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[backward] output 0 is float64[2], but its cotangent is float32[2]");
        assertThatThrownBy(() -> Autograd.grad(List.of(y, y), List.of(x), GradOptions.DEFAULT.withCotangents(x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[grad] 2 outputs need as many cotangents, but 1 came");
        assertThatThrownBy(() -> Autograd.grad(y.sum(), x.detach())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[grad] input 0 (float64[2]) does not require a gradient; create it with requiresGrad(true)");
        assertThat(x.grad()).isNull();
    }

    @Test
    void only_leaves_have_a_collected_gradient() {
        Tensor result = leaf(1).mul(2);

        assertThatThrownBy(result::grad).isInstanceOf(IllegalStateException.class).hasMessage(
                "[grad] float64[1] is no leaf that requires a gradient: it is the result of mul; use Autograd.grad to differentiate by it");
        assertThatThrownBy(() -> Tensor.ones(2).zeroGrad()).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "[zeroGrad] float32[2] is no leaf that requires a gradient: create it with requiresGrad(true)");
        assertThatThrownBy(() -> Tensor.arange(3).requiresGrad(true)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[requiresGrad] only float32 and float64 carry gradients, not int64[3]");
    }

    /** y = x, whose backward rule fails. */
    record CannotGoBack() implements PassingOp {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            throw new UnsupportedOperationException();
        }
    }
}

package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.gradcheck.table.OpTable;
import org.gradus.core.kernel.Parallel;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.CustomVjpOp;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.ReshapeOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of Jacobians that go back through the tape together. */
class JacobianRowsTest {

    private static final Tensor X = Tensor.of(new double[]{1, 2, 3});

    static ImmutableList<OpRow> rows() {
        return OpTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void gradients_of_every_op_and_of_its_gradient_are_the_same_together_and_one_by_one(OpRow row) {
        List<Tensor> drawn = row.draw(20, row.sizes().contains(4) ? 4 : 1);
        List<Tensor> variables = drawn.stream().filter(Tensor::requiresGrad).map(Tensor::detach).toList();
        Function<List<Tensor>, List<Tensor>> function = in -> List.of(row.function().apply(filled(drawn, in)));

        // These go back through the op's backward rule and then through the op.
        Linearization gradient = Linearization.of("gradient", in -> gradient(function, in), variables);
        gradient.outputs().forEach(output -> assertSameTogether(
                new Linearization(gradient.arguments(), ImmutableList.of(output), false)));
    }

    /** What was drawn with other values where a gradient is required. */
    private static List<Tensor> filled(List<Tensor> drawn, List<Tensor> variables) {
        var rest = variables.iterator();
        return drawn.stream().map(input -> input.requiresGrad() ? rest.next() : input).toList();
    }

    private static List<Tensor> gradient(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs) {
        Linearization at = Linearization.of("gradient", function, inputs);
        return at.vjp(List.of(normal(at.outputs().get(0).shape())));
    }

    private static Tensor normal(Shape shape) {
        double[] values = new double[shape.numel()];
        new Rng(3).normal(values, 0, 1);
        return Tensor.wrap(values, shape);
    }

    private static void assertSameTogether(Linearization function) {
        Tensor cotangents = normal(function.outputs().get(0).shape().prepend(3));
        List<Tensor> together = JacobianRows.pullBack(function, cotangents);
        for (int lane = 0; lane < 3; lane++) {
            List<Tensor> alone = JacobianRows.pullBack(function, cotangents.narrow(0, lane, 1));
            for (int i = 0; i < alone.size(); i++) {
                assertThat(together.get(i).narrow(0, lane, 1).toDoubleArray()).as("lane %s by input %s", lane, i)
                        .containsExactly(alone.get(i).toDoubleArray(), within(1e-11));
            }
        }
    }

    private static int countOps(Runnable body) {
        AtomicInteger count = new AtomicInteger();
        Tape.intercepting((op, inputs) -> {
            count.incrementAndGet();
            return op.apply(inputs);
        }, body);
        return count.get();
    }

    private static Tensor cnn(Tensor x, int classes) {
        Rng rng = new Rng(5);
        Tensor y = ConvOp.conv2d(x, Tensor.randn(rng, 3, 1, 3, 3), Tensor.randn(rng, 3), ConvOptions.DEFAULT);
        y = MaxPool2dOp.maxPool2d(y.relu(), MaxPoolOptions.kernel(2)).flatten(1);
        return MatMulOp.matmulTransposed(y, Tensor.randn(rng, classes, 27)).add(Tensor.randn(rng, classes)).tanh()
                .logSoftmax(1);
    }

    @Test
    void the_operations_of_a_network_s_Jacobian_are_as_many_for_twenty_rows_as_for_two() {
        Tensor image = Tensor.randn(new Rng(1), 1, 1, 8, 8);
        assertThat(countOps(() -> Autograd.jacobian(x -> cnn(x, 20), image)))
                .isEqualTo(countOps(() -> Autograd.jacobian(x -> cnn(x, 2), image)));
    }

    @Test
    void the_operations_of_a_Hessian_are_as_many_for_many_parameters_as_for_few() {
        Tensor labels = Tensor.of(new long[]{1, 0, 1});
        UnaryOperator<Tensor> loss = w -> ClassLosses
                .crossEntropy(Tensor.randn(new Rng(2), 3, w.size(1)).matmul(w.t()), labels);
        assertThat(countOps(() -> Autograd.hessian(loss, Tensor.randn(new Rng(1), 2, 9))))
                .isEqualTo(countOps(() -> Autograd.hessian(loss, Tensor.randn(new Rng(1), 2, 2))));
    }

    @Test
    void more_rows_than_memory_is_given_for_go_back_in_several_passes() {
        int n = 700; // 2^18 elements hold 374 rows
        Tensor x = Tensor.randn(new Rng(1), n);
        Tensor jacobian = Autograd.jacobian(v -> v.mul(v), x);
        Tensor column = Tensor.ones(n);
        assertThat(jacobian.matmul(column).toFloatArray()).isEqualTo(x.mul(2).toFloatArray());
        assertThat(jacobian.mul(jacobian).sum().item()).isCloseTo(4 * x.mul(x).sum().item(), within(1e-2));
    }

    @Test
    void a_Jacobian_has_the_same_bits_on_any_number_of_threads() {
        Tensor image = Tensor.randn(new Rng(1), 4, 1, 8, 8);
        int before = Parallel.getNumThreads();
        try {
            Parallel.setNumThreads(1);
            float[] alone = Autograd.jacobian(x -> cnn(x, 10), image).toFloatArray();
            Parallel.setNumThreads(3);
            assertThat(Autograd.jacobian(x -> cnn(x, 10), image).toFloatArray()).isEqualTo(alone);
        } finally {
            Parallel.setNumThreads(before);
        }
    }

    @Test
    void columns_are_taken_where_inputs_are_fewer_and_are_what_rows_would_be() {
        Tensor a = Tensor.randn(new Rng(1), 40, 3).to(DType.FLOAT64);
        Function<List<Tensor>, List<Tensor>> wide = in -> List.of(a.matmul(in.get(0)).tanh().reshape(8, 5));
        Linearization at = Linearization.of("wide", wide, List.of(X));

        Tensor columns = Autograd.jacobian(wide, List.of(X)).get(0).get(0);

        assertThat(columns.shape()).isEqualTo(Shape.of(8, 5, 3));
        assertThat(columns.toDoubleArray())
                .containsExactly(JacobianRows.of(at).get(0).toDoubleArray(), within(1e-14));
        int rows = countOps(() -> JacobianRows.inPasses(at, 1));
        assertThat(countOps(() -> Autograd.jacobian(wide, List.of(X)))).isLessThan(rows);
    }

    @Test
    void a_Jacobian_by_columns_has_the_inputs_type_as_one_by_rows_has() {
        Tensor x = Tensor.of(new float[]{1, 2});
        Tensor wide = Autograd.jacobian(v -> v.unsqueeze(1).mul(Tensor.ones(1, 3)).to(DType.FLOAT64), x);
        assertThat(wide.type()).isEqualTo(new TensorType(Shape.of(2, 3, 2), DType.FLOAT32));
        assertThat(wide.toFloatArray()).containsExactly(1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1);
        assertThat(Autograd.jacobian(v -> v.sum().to(DType.FLOAT64), x).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void recorded_Jacobians_are_differentiated_again() {
        // the Jacobian of x² is 2·diag x, and Σ J∘J = 4·Σ x²
        Tensor x = X.requiresGrad(true);
        Tensor jacobian = Autograd.jacobian(v -> v.mul(v), x);
        jacobian.mul(jacobian).sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(8, 16, 24);

        // third derivatives of Σ x⁴ are 24x on the diagonal
        Tensor third = Autograd.jacobian(v -> Autograd.hessian(w -> w.mul(w).mul(w).mul(w).sum(), v), X);
        assertThat(third.shape()).isEqualTo(Shape.of(3, 3, 3));
        assertThat(third.get(1, 1, 1)).isEqualTo(48);
        assertThat(third.sum().item()).isEqualTo(24 + 48 + 72);
    }

    @Test
    void an_op_without_a_rule_for_lanes_is_applied_to_one_after_another() {
        assertThat(new Plain().vmap(List.of(X))).isNull();
        assertThat(Autograd.jacobian(x -> new Plain().apply(x), X).toDoubleArray())
                .containsExactly(3, 0, 0, 0, 3, 0, 0, 0, 3);
    }

    @Test
    void a_rule_for_lanes_that_gives_another_shape_is_named() {
        assertThatThrownBy(() -> Autograd.jacobian(x -> new ForgetsLanes().apply(x), X))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[forgetsLanes] vmap gave float64[1,3] for 3 lanes of float64[3]");
    }

    @Test
    void backward_rules_that_read_values_or_differentiate_get_one_row_at_a_time() {
        UnaryOperator<Tensor> reading = x -> CustomVjpOp.customVjp(in -> in.get(0).mul(2),
                (_, u, _, _) -> Tensor.of(u.toDoubleArray()).mul(2), x);
        UnaryOperator<Tensor> differentiating = x -> CustomVjpOp.customVjp(in -> in.get(0).mul(in.get(0)),
                (_, u, _, in) -> Autograd.vjp(v -> v.mul(v), in.get(0).mul(u), u).div(in.get(0)), x);

        assertThat(Autograd.jacobian(reading, X).toDoubleArray()).containsExactly(2, 0, 0, 0, 2, 0, 0, 0, 2);
        // 2·(x·u)·u/x = 2u², and u² = u for unit vectors
        assertThat(Autograd.jacobian(differentiating, X).toDoubleArray()).containsExactly(2, 0, 0, 0, 2, 0, 0, 0, 2);
    }

    @Test
    void rules_may_cut_gradients_off_and_print_them() {
        List<String> printed = new ArrayList<>();
        UnaryOperator<Tensor> f = x -> CustomVjpOp.customVjp(in -> in.get(0).mul(2), (_, u, _, _) -> {
            printed.add(u.toString());
            return u.detach().mul(2);
        }, x);
        assertThat(Autograd.jacobian(f, X).toDoubleArray()).containsExactly(2, 0, 0, 0, 2, 0, 0, 0, 2);
        assertThat(printed).hasSize(3).doesNotHaveDuplicates();

        UnaryOperator<Tensor> detaching = x -> CustomVjpOp.customVjp(in -> in.get(0).mul(2),
                (_, u, _, _) -> u.detach().mul(1).add(u.requiresGrad(false)), x);
        assertThat(countOps(() -> Autograd.jacobian(detaching, X)))
                .isEqualTo(countOps(() -> Autograd.jacobian(detaching, Tensor.of(new double[]{1, 2}))));
    }

    @Test
    void hooks_see_the_gradient_of_each_row() {
        List<Tensor> seen = new ArrayList<>();
        UnaryOperator<Tensor> hooked = x -> {
            Tensor y = x.mul(2);
            y.registerHook(gradient -> {
                seen.add(gradient);
                return gradient.mul(10);
            });
            return y.mul(1);
        };
        assertThat(Autograd.jacobian(hooked, X).toDoubleArray()).containsExactly(20, 0, 0, 0, 20, 0, 0, 0, 20);
        assertThat(seen).extracting(Tensor::toDoubleArray).containsExactly(new double[]{1, 0, 0},
                new double[]{0, 1, 0}, new double[]{0, 0, 1});

        seen.clear();
        assertThat(
                Autograd.jacobian(x -> ReshapeOp.reshape(hooked.apply(x), 3, 1).mul(Tensor.ones(2).to(DType.FLOAT64)),
                        X).shape())
                .isEqualTo(Shape.of(3, 2, 3));
        assertThat(seen).as("by rows, though there are fewer columns").hasSize(6);
    }

    @Test
    void a_gradient_kept_beyond_its_rule_says_why_it_has_no_values() {
        List<Tensor> kept = new ArrayList<>();
        Autograd.jacobian(x -> CustomVjpOp.customVjp(in -> in.get(0).mul(2), (_, u, _, _) -> {
            kept.add(u);
            return u.mul(2);
        }, x), X);

        assertThat(kept).hasSize(1);
        assertThatThrownBy(() -> kept.get(0).toDoubleArray()).isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("[jacobian] this tensor stands for a gradient of every row at once");
        assertThatThrownBy(() -> kept.get(0).mul(2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void within_detectAnomaly_each_row_is_looked_at() {
        UnaryOperator<Tensor> f = x -> x.sqrt().sum().mul(Tensor.of(new double[]{1, 0, 2}));
        assertThat(Tape.detectAnomaly(() -> Autograd.jacobian(f, X)).toDoubleArray())
                .isEqualTo(Autograd.jacobian(f, X).toDoubleArray());
        assertThatThrownBy(() -> Tape.detectAnomaly(() -> Autograd.jacobian(f, Tensor.of(new double[]{0, 1, 1}))))
                .isInstanceOf(ArithmeticException.class).hasMessageStartingWith("[sqrt] the backward rule");
    }

    @Test
    void Jacobians_go_through_checkpoints() {
        Tensor image = Tensor.randn(new Rng(1), 1, 1, 8, 8);
        assertThat(Autograd.jacobian(x -> Checkpoint.checkpoint(v -> cnn(v, 10), x), image).toFloatArray())
                .isEqualTo(Autograd.jacobian(x -> cnn(x, 10), image).toFloatArray());
    }

    /** y = x, which its backward rule applies to gradients. */
    record Plain() implements PassingOp {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return apply(upstream).mul(3);
        }
    }

    /** y = x, with a rule for lanes that gives a single one. */
    record ForgetsLanes() implements PassingOp {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return apply(upstream);
        }

        @Override
        public Tensor vmap(List<Tensor> inputs) {
            return inputs.get(0).narrow(0, 0, 1);
        }
    }
}

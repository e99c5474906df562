package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.NormOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.core.VarMean;
import org.gradus.core.VarOptions;
import org.junit.jupiter.api.Test;

/** Ties, zeros, NaN, infinities and nothing at all. Expected numbers that no comment derives are PyTorch's. */
class ReductionsTest {

    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Tensor of(double... values) {
        return Tensor.of(values);
    }

    /** The gradient of the sum of what a function gives. */
    private static double[] gradient(UnaryOperator<Tensor> function, double... x) {
        Tensor leaf = of(x).requiresGrad(true);
        function.apply(leaf).sum().backward();
        return leaf.grad().toDoubleArray();
    }

    /** The second derivatives of the sum of what a function gives, summed over one of the arguments. */
    private static double[] second(UnaryOperator<Tensor> function, double... x) {
        Tensor leaf = of(x).requiresGrad(true);
        Tensor first = Autograd.grad(List.of(function.apply(leaf).sum()), List.of(leaf),
                GradOptions.DEFAULT.withCreateGraph(true)).get(0);
        return Autograd.grad(List.of(first.sum()), List.of(leaf),
                GradOptions.DEFAULT.withAllowUnused(true)).get(0).toDoubleArray();
    }

    @Test
    void equal_largest_elements_share_amax_and_the_first_has_max_along_a_dimension() {
        assertThat(gradient(x -> x.amax(), 3, 1, 3)).containsExactly(0.5, 0, 0.5);
        assertThat(gradient(x -> x.max(), 3, 1, 3)).containsExactly(0.5, 0, 0.5);
        assertThat(gradient(x -> x.amin(), 1, 3, 1, 1)).containsExactly(1 / 3.0, 0, 1 / 3.0, 1 / 3.0);
        assertThat(gradient(x -> x.max(0).values(), 3, 1, 3)).containsExactly(1, 0, 0);
        assertThat(gradient(x -> x.min(0).values(), 3, 1, 1)).containsExactly(0, 1, 0);
    }

    @Test
    void ties_across_two_dimensions_share_together() {
        Tensor x = Tensor.of(new double[]{2, 1, 2, 2, 0, 2, 1, 1}, 2, 2, 2).requiresGrad(true);
        x.amax(0, 2).sum().backward();
        // The first rows of both planes are 2 1 and 0 2, the second ones 2 2 and 1 1.
        assertThat(x.grad().toDoubleArray()).containsExactly(0.5, 0, 0.5, 0.5, 0, 0.5, 0, 0);
    }

    @Test
    void nan_is_largest_smallest_and_middle() {
        Tensor x = of(3, NAN, 1, NAN);
        assertThat(x.max().item()).isNaN();
        assertThat(x.min().item()).isNaN();
        assertThat(x.median().item()).isNaN();
        assertThat(x.argmin().item()).isEqualTo(1);
        assertThat(x.argmax().item()).isEqualTo(1);
        assertThat(x.median(0).indices().item()).isEqualTo(1);
        assertThat(gradient(each -> each.max(), 3, NAN, 1, NAN)).containsExactly(0, 0.5, 0, 0.5);
    }

    @Test
    void max_gives_values_and_indices_with_or_without_the_dimension() {
        Tensor x = Tensor.of(new float[]{1, 5, 2, 7, 3, 7}, 2, 3);
        assertThat(x.max(1).values().toFloatArray()).containsExactly(5, 7);
        assertThat(x.max(1).indices().toLongArray()).containsExactly(1, 0);
        ValuesAndIndices kept = OrderStatistics.min(x, -1, true);
        assertThat(kept.values().shape()).isEqualTo(Shape.of(2, 1));
        assertThat(kept.indices().toLongArray()).containsExactly(0, 1);
        assertThat(ArgmaxOp.argmax(x, 0, true).shape()).isEqualTo(Shape.of(1, 3));
        assertThat(ArgminOp.argmin(x, 1, true).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(x.argmax().item()).isEqualTo(3);
        assertThat(x.argmin().item()).isZero();
    }

    @Test
    void the_median_of_an_even_number_is_the_lower_of_two() {
        assertThat(of(4, 1, 2, 3).median().item()).isEqualTo(2);
        assertThat(of(4, 1, 2, 3).median(0).indices().item()).isEqualTo(2);
        assertThat(of(5, 1, 2, 3, 4).median().item()).isEqualTo(3);
        assertThat(of(7).median(0).values().item()).isEqualTo(7);
        assertThat(gradient(x -> x.median(), 3, 1, 3, 3)).containsExactly(1 / 3.0, 0, 1 / 3.0, 1 / 3.0);
        assertThat(gradient(x -> x.median(0).values(), 3, 1, 3, 3)).containsExactly(1, 0, 0, 0);
        assertThat(Tensor.of(new long[]{3, 1, 2}).median(0).values().item()).isEqualTo(2);
        assertThat(OrderStatistics.median(Tensor.zeros(3, 2), 0, true).values().shape()).isEqualTo(Shape.of(1, 2));
    }

    @Test
    void sorting_is_stable_both_ways_with_nan_above_all() {
        Tensor x = of(NAN, 1, -INF, INF, NAN, 0, -0.0);
        assertThat(x.sort(0).indices().toLongArray()).containsExactly(2, 5, 6, 1, 3, 0, 4);
        assertThat(x.sort(0, true).indices().toLongArray()).containsExactly(0, 4, 3, 1, 5, 6, 2);
        assertThat(x.to(DType.FLOAT32).sort(0).indices().toLongArray()).containsExactly(2, 5, 6, 1, 3, 0, 4);
        assertThat(x.to(DType.FLOAT32).sort(0, true).indices().toLongArray()).containsExactly(0, 4, 3, 1, 5, 6, 2);
        assertThat(x.argsort(0).toLongArray()).isEqualTo(x.sort(0).indices().toLongArray());
        assertThat(x.topk(3, 0).indices().toLongArray()).containsExactly(0, 4, 3);
        assertThat(Sorting.topk(x, 2, 0, false).indices().toLongArray()).containsExactly(2, 5);
        assertThat(Sorting.topk(of(3, 1, 2, NAN), 3, 0, false).values().toDoubleArray()).containsExactly(1, 2, 3);
        assertThat(Tensor.of(new boolean[]{true, false, true}).argsort(0).toLongArray()).containsExactly(1, 0, 2);
    }

    @Test
    void the_gradient_of_sorting_goes_back_where_it_came_from() {
        assertThat(gradient(x -> x.sort(0).values().mul(of(1, 10, 100)), 3, 1, 3)).containsExactly(10, 1, 100);
        assertThat(gradient(x -> x.topk(2, 0).values().mul(of(1, 10)), 3, 1, 3)).containsExactly(1, 0, 10);
    }

    @Test
    void nothing_can_be_chosen_of_nothing() {
        Tensor empty = Tensor.zeros(3, 0);
        assertThatThrownBy(() -> empty.amax(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[amax] [3,0] is empty along dimensions [1] and has no largest element there");
        assertThatThrownBy(() -> empty.amin()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[amin]");
        assertThatThrownBy(() -> empty.min(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[argmin] dimension 1 of float32[3,0] is empty");
        assertThatThrownBy(() -> empty.median(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[median]");
        assertThatThrownBy(() -> empty.topk(1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[topk] 1 elements are not to be had along dimension 1 of float32[3,0]");
        assertThatThrownBy(() -> empty.norm(INF)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[norm]");
        assertThat(empty.amax(0).shape()).isEqualTo(Shape.of(0));
    }

    @Test
    void what_is_made_of_nothing() {
        Tensor empty = Tensor.zeros(0);
        assertThat(empty.prod().item()).isEqualTo(1);
        assertThat(empty.logSumExp().item()).isEqualTo(-INF);
        assertThat(empty.norm().item()).isZero();
        assertThat(empty.var().item()).isNaN();
        assertThat(empty.any().toBooleanArray()).containsExactly(false);
        assertThat(empty.all().toBooleanArray()).containsExactly(true);
        assertThat(empty.cumsum(0).numel()).isZero();
        assertThat(empty.cumprod(0).numel()).isZero();
        assertThat(empty.sort(0).values().numel()).isZero();
    }

    @Test
    void quantifiers_count_what_is_not_0() {
        Tensor x = Tensor.of(new double[]{0, NAN, 2, 0, -0.0, 0}, 2, 3);
        assertThat(x.any(1).toBooleanArray()).containsExactly(true, false);
        assertThat(x.all(0).toBooleanArray()).containsExactly(false, false, false);
        assertThat(Quantifiers.any(x, true, 0).shape()).isEqualTo(Shape.of(1, 3));
        assertThat(Quantifiers.all(x, true, 1).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(Quantifiers.countNonzero(x).item()).isEqualTo(2);
        assertThat(Quantifiers.countNonzero(x, 0).toLongArray()).containsExactly(0, 1, 1);
        assertThat(Tensor.of(new boolean[]{true, true}).all().toBooleanArray()).containsExactly(true);
        assertThat(Tensor.of(new long[]{0, 3}).any().toBooleanArray()).containsExactly(true);
    }

    @Test
    void a_product_with_zeros_has_its_right_first_and_second_derivatives() {
        assertThat(gradient(x -> x.prod(), 2, 0, 3)).containsExactly(0, 6, 0);
        assertThat(gradient(x -> x.prod(), 0, 0, 3)).containsExactly(0, 0, 0);
        // The Hessian has 3 and 2 beside the middle of its rows: they sum to 3, 3 + 2 and 2.
        assertThat(second(x -> x.prod(), 2, 0, 3)).containsExactly(3, 5, 2);
        // Of two zeros only the mixed derivative, 5, is left.
        assertThat(second(x -> x.prod(), 0, 0, 5)).containsExactly(5, 5, 0);
        assertThat(gradient(x -> x.prod(), 7)).containsExactly(1);
    }

    @Test
    void cumulative_products_with_zeros_have_their_right_first_and_second_derivatives() {
        assertThat(of(2, 0, 3, 0, 1).cumprod(0).toDoubleArray()).containsExactly(2, 0, 0, 0, 0);
        assertThat(gradient(x -> x.cumprod(0), 2, 0, 3, 0, 1)).containsExactly(1, 8, 0, 0, 0);
        assertThat(second(x -> x.cumprod(0), 2, 0, 3, 0, 1)).containsExactly(4, 18, 2, 12, 0);
        assertThat(of(INF, 2).cumprod(0).toDoubleArray()).containsExactly(INF, INF);
    }

    @Test
    void products_and_sums_of_integers_stay_integers() {
        Tensor x = Tensor.of(new long[]{1, 2, 3, 4});
        assertThat(x.prod().dtype()).isEqualTo(DType.INT64);
        assertThat(x.prod().item()).isEqualTo(24);
        assertThat(x.cumsum(0).toLongArray()).containsExactly(1, 3, 6, 10);
        assertThat(x.cumprod(0).toLongArray()).containsExactly(1, 2, 6, 24);
    }

    @Test
    void a_linear_recurrence_ignores_the_first_factor() {
        Tensor y = LinearRecurrenceOp.linearRecurrence(of(NAN, 2, 3), of(1, 10, 100), 0);
        // 1, 2·1 + 10, 3·12 + 100.
        assertThat(y.toDoubleArray()).containsExactly(1, 12, 136);
        assertThatThrownBy(() -> LinearRecurrenceOp.linearRecurrence(of(1, 2), of(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[linearRecurrence] the factors [2] and the terms [1]");
    }

    @Test
    void variances_of_too_few_numbers() {
        assertThat(of(3).var().item()).isNaN();
        assertThat(of(3).var(VarOptions.DEFAULT.withCorrection(0)).item()).isZero();
        assertThat(of(1, 2).var(VarOptions.DEFAULT.withCorrection(3)).item()).isEqualTo(INF);
        assertThat(gradient(x -> x.var(), 3)).containsExactly(NAN);
    }

    @Test
    void a_large_mean_costs_the_variance_no_digits() {
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1e6f + i % 2;
        }
        // Of 500 zeros and 500 ones: ¼·1000/999.
        assertThat(Tensor.of(values).var().item()).isCloseTo(250 / 999.0, within(1e-6));
        assertThat(Tensor.of(new double[]{1e15, 1e15 + 1, 1e15 + 2}).var().item()).isEqualTo(1);
    }

    @Test
    void the_standard_deviation_of_equal_numbers_has_gradient_0() {
        assertThat(gradient(x -> x.std(), 3, 3)).containsExactly(0, 0);
        assertThat(second(x -> x.std(), 3, 3)).containsExactly(0, 0);
        assertThat(gradient(x -> x.std(VarOptions.DEFAULT.withCorrection(0)), 3)).containsExactly(0);
        assertThat(of(1, 3).std().item()).isCloseTo(Math.sqrt(2), within(1e-15));
    }

    @Test
    void varMean_gives_both_in_one_shape() {
        VarMean both = VarOp.varMean(Tensor.of(new double[]{1, 3, 2, 6}, 2, 2), VarOptions.over(1).withKeepDim(true));
        assertThat(both.var().toDoubleArray()).containsExactly(2, 8);
        assertThat(both.mean().toDoubleArray()).containsExactly(2, 4);
        assertThat(both.mean().shape()).isEqualTo(both.var().shape()).isEqualTo(Shape.of(2, 1));
    }

    @Test
    void norms_of_every_order() {
        double[] x = {3, -4, 0};
        assertThat(of(x).norm().item()).isEqualTo(5);
        assertThat(of(x).norm(0).item()).isEqualTo(2);
        assertThat(of(x).norm(1).item()).isEqualTo(7);
        assertThat(of(x).norm(3).item()).isCloseTo(Math.cbrt(91), within(1e-14));
        assertThat(of(x).norm(0.5).item()).isCloseTo(13.928203230275509, within(1e-13));
        assertThat(of(x).norm(-1).item()).isZero();
        assertThat(of(x).norm(INF).item()).isEqualTo(4);
        assertThat(of(x).norm(-INF).item()).isZero();
        assertThat(Tensor.zeros(2, 3).norm(NormOptions.over(1).withKeepDim(true)).shape()).isEqualTo(Shape.of(2, 1));
        assertThatThrownBy(() -> of(x).norm(NAN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[norm] the order p must be a number, but is NaN");
    }

    @Test
    void the_gradients_of_norms_of_3_minus_3_1() {
        double[] x = {3, -3, 1};
        assertThat(gradient(v -> v.norm(1), x)).containsExactly(1, -1, 1);
        assertThat(gradient(v -> v.norm(INF), x)).containsExactly(new double[]{0.5, -0.5, 0}, within(0.0));
        assertThat(gradient(v -> v.norm(-INF), x)).containsExactly(new double[]{0, 0, 1}, within(0.0));
        assertThat(gradient(v -> v.norm(3), x)).containsExactly(new double[]{0.6223013117609552, -0.6223013117609552,
                0.06914459019566169}, within(1e-14));
        assertThat(gradient(v -> v.norm(-1), x)).containsExactly(new double[]{0.04, -0.04, 0.36}, within(1e-14));
    }

    @Test
    void the_gradient_of_a_norm_is_0_at_0_and_where_an_element_is_0() {
        for (double p : new double[]{1, 2, 3, 2.5, 0.5, -1, INF, -INF}) {
            assertThat(gradient(v -> v.norm(p), 0, 0)).as("p = %s", p).containsExactly(0, 0);
        }
        for (double p : new double[]{2, 3, 2.5, 0.5}) {
            assertThat(second(v -> v.norm(p), 0, 0)).as("p = %s", p).containsExactly(0, 0);
            assertThat(gradient(v -> v.norm(p), 3, 0)[1]).as("p = %s", p).isZero();
            assertThat(second(v -> v.norm(p), 3, 0)).as("p = %s", p).doesNotContain(NAN);
        }
    }

    @Test
    void a_norm_in_float32_does_not_overflow_on_the_way() {
        assertThat(Tensor.of(new float[]{3e30f, 4e30f}).norm().item()).isCloseTo(5e30, within(1e24));
    }

    @Test
    void logSumExp_at_the_ends_of_the_range() {
        assertThat(of(1000, 1000).logSumExp().item()).isCloseTo(1000 + Math.log(2), within(1e-12));
        assertThat(of(-INF, -INF).logSumExp().item()).isEqualTo(-INF);
        assertThat(of(INF, 1).logSumExp().item()).isEqualTo(INF);
        assertThat(of(NAN, 1).logSumExp().item()).isNaN();
        assertThat(gradient(x -> x.logSumExp(), -INF, 1)).containsExactly(0, 1);
    }
}

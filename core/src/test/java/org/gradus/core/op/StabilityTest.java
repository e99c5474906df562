package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values so large that a formula written down naively would overflow, in both precisions. */
class StabilityTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static Tensor leaf(DType dtype, double[] values, int... shape) {
        return Tensor.of(values, shape).to(dtype).requiresGrad(true);
    }

    private static double[] values(Tensor x) {
        return x.to(DType.FLOAT64).toDoubleArray();
    }

    /** uᵀ·∂f/∂x for u = 1, 2, 3, …, and makes sure that the derivative of that is finite. */
    private static double[] gradient(UnaryOperator<Tensor> f, Tensor x) {
        Tensor y = f.apply(x);
        Tensor u = Tensor.arange(y.numel()).add(1).to(y.dtype()).reshape(y.shape().toArray());
        Tensor gradient = Autograd.grad(List.of(y), List.of(x),
                GradOptions.DEFAULT.withCreateGraph(true).withCotangents(u)).get(0);
        assertThat(values(Autograd.grad(gradient.mul(gradient).sum(), x).get(0))).as("second derivative")
                .doesNotContain(Double.NaN, INF, -INF);
        return values(gradient);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void softmax_of_huge_numbers_is_that_of_their_differences(DType dtype) {
        Tensor x = leaf(dtype, new double[]{1e4, -1e4, 1e4});

        assertThat(values(x.softmax(0))).containsExactly(0.5, 0, 0.5);
        // y·(u − Σ u·y), Σ u·y = ½·1 + ½·3
        assertThat(gradient(t -> t.softmax(0), x)).containsExactly(-0.5, 0, 0.5);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void logSoftmax_of_huge_numbers_is_finite(DType dtype) {
        Tensor x = leaf(dtype, new double[]{1e4, -1e4});

        assertThat(values(x.logSoftmax(0))).containsExactly(0, -2e4);
        assertThat(gradient(t -> t.logSoftmax(0), x)).containsExactly(1 - 3, 2);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void crossEntropy_of_huge_logits_is_their_distance(DType dtype) {
        Tensor x = leaf(dtype, new double[]{1e4, -1e4, 1e4, -1e4}, 2, 2);
        Tensor labels = Tensor.of(new long[]{0, 1});

        assertThat(values(ClassLosses.crossEntropy(x, labels, Reduction.NONE))).containsExactly(0, 2e4);
        assertThat(gradient(t -> ClassLosses.crossEntropy(t, labels, Reduction.NONE), x)).containsExactly(0, 0, 2, -2);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void sigmoid_and_tanh_of_huge_numbers_are_their_limits_with_slope_0(DType dtype) {
        double[] huge = new double[40];
        double[] steps = new double[40];
        double[] signs = new double[40];
        for (int i = 0; i < huge.length; i++) {
            signs[i] = i % 3 == 0 ? 1 : -1;
            huge[i] = 1e4 * signs[i];
            steps[i] = Math.max(signs[i], 0);
        }
        Tensor x = leaf(dtype, huge);

        assertThat(values(x.sigmoid())).containsExactly(steps);
        assertThat(gradient(Tensor::sigmoid, x)).containsOnly(0);
        assertThat(values(x.tanh())).containsExactly(signs);
        assertThat(gradient(Tensor::tanh, x)).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void what_all_logits_have_in_common_does_not_change_a_bit(DType dtype) {
        Tensor x = leaf(dtype, new double[]{0, 3, 1, 2}, 1, 4);
        Tensor label = Tensor.of(new long[]{2});
        Tensor shifted = x.add(1 << 20);

        assertThat(values(shifted.softmax(1))).containsExactly(values(x.softmax(1)));
        assertThat(values(shifted.logSoftmax(1))).containsExactly(values(x.logSoftmax(1)));
        assertThat(values(ClassLosses.crossEntropy(shifted, label)))
                .containsExactly(values(ClassLosses.crossEntropy(x, label)));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void minus_infinity_masks_a_class(DType dtype) {
        Tensor x = leaf(dtype, new double[]{-INF, 0, 0}, 1, 3);
        Tensor label = Tensor.of(new long[]{1});

        assertThat(values(x.softmax(1))).containsExactly(0, 0.5, 0.5);
        assertThat(gradient(t -> t.softmax(1), x)).containsExactly(-0.0, -0.25, 0.25);
        assertThat(gradient(t -> ClassLosses.crossEntropy(t, label), x)).containsExactly(0, -0.5, 0.5);
        assertThat(values(x.logSoftmax(1))[0]).isEqualTo(-INF);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void a_row_without_a_finite_largest_value_is_nan_as_in_pytorch(DType dtype) {
        assertThat(values(leaf(dtype, new double[]{-INF, -INF}).softmax(0))).containsOnly(Double.NaN);
        assertThat(values(leaf(dtype, new double[]{INF, 0}).softmax(0))).contains(Double.NaN);
        assertThat(values(leaf(dtype, new double[]{Double.NaN, 0}).logSoftmax(0))).containsOnly(Double.NaN);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void a_sum_over_many_numbers_of_one_size_stays_accurate(DType dtype) {
        int n = 1 << 20;
        double tenth = dtype == DType.FLOAT32 ? 0.1f : 0.1;
        Tensor x = Tensor.full(Shape.of(n), 0.1, dtype);

        // Added up one by one in float32 this is 0.1% too small.
        assertThat(x.sum().item()).isCloseTo(n * tenth, withinPercentage(1e-5));
        assertThat(x.mean().item()).isCloseTo(tenth, withinPercentage(1e-5));
    }
}

package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gradus.core.DType;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens exactly at kinks, ties, zeros of either sign, infinities and NaN, in both precisions. */
class KinksTest {

    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double TINY = Float.MIN_VALUE;

    private static Tensor leaf(DType dtype, double[] values, int... shape) {
        return Tensor.of(values, shape).to(dtype).requiresGrad(true);
    }

    private static double[] values(Tensor x) {
        return x.to(DType.FLOAT64).toDoubleArray();
    }

    /** The values over and over, so that they stand in the vectors of a kernel's loop as well as in its tail. */
    private static double[] repeated(double... values) {
        double[] result = new double[values.length * 11];
        Arrays.setAll(result, i -> values[i % values.length]);
        return result;
    }

    private static double[] gradient(Tensor x, Tensor y) {
        y.backward(Tensor.full(y.shape(), 3, y.dtype()));
        return values(x.grad());
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void relu_has_slope_0_at_0_and_passes_nan(DType dtype) {
        Tensor x = leaf(dtype, repeated(0.0, -0.0, NAN, INF, -INF, TINY, -TINY, 1, -1));
        Tensor y = x.relu();

        assertThat(values(y)).containsExactly(repeated(0.0, -0.0, NAN, INF, 0.0, TINY, 0.0, 1, 0.0));
        assertThat(gradient(x, y)).containsExactly(repeated(0, 0, 3, 3, 0, 3, 0, 3, 0));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void neg_changes_the_sign_of_zero(DType dtype) {
        assertThat(values(leaf(dtype, repeated(0.0, -0.0, INF)).neg())).containsExactly(repeated(-0.0, 0.0, -INF));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void division_by_zero_and_logarithms_of_it_are_infinite_or_nan(DType dtype) {
        Tensor a = leaf(dtype, repeated(1, -1, 0.0, 1));
        Tensor b = leaf(dtype, repeated(0.0, 0.0, 0.0, -0.0));
        assertThat(values(a.div(b))).containsExactly(repeated(INF, -INF, NAN, -INF));

        Tensor x = leaf(dtype, repeated(0.0, -1, INF));
        Tensor y = x.log();
        assertThat(values(y)).containsExactly(repeated(-INF, NAN, INF));
        assertThat(gradient(x, y)).containsExactly(repeated(INF, -3, 0));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void elementwise_functions_keep_nan_and_meet_their_limits(DType dtype) {
        Tensor x = leaf(dtype, repeated(-INF, INF, NAN, 0.0));

        assertThat(values(x.exp())).containsExactly(repeated(0, INF, NAN, 1));
        assertThat(values(x.tanh())).containsExactly(repeated(-1, 1, NAN, 0));
        assertThat(values(x.sigmoid())).containsExactly(repeated(0, 1, NAN, 0.5));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void the_first_of_equals_wins_a_pool_and_takes_the_whole_gradient(DType dtype) {
        Tensor x = leaf(dtype, new double[]{7, 7, 1, 2, 7, 7, 2, 2}, 1, 1, 2, 4);
        Tensor y = MaxPool2dOp.maxPool2d(x, MaxPoolOptions.kernel(2));

        assertThat(values(y)).containsExactly(7, 2);
        assertThat(gradient(x, y)).containsExactly(3, 0, 0, 3, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void zeros_of_either_sign_tie_in_a_pool(DType dtype) {
        Tensor x = leaf(dtype, new double[]{-0.0, 0.0, 0.0, -0.0}, 1, 1, 1, 4);
        Tensor y = MaxPool2dOp.maxPool2d(x, MaxPoolOptions.kernel(1, 2));

        assertThat(gradient(x, y)).containsExactly(3, 0, 3, 0);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void a_winner_of_several_windows_takes_the_gradients_of_all(DType dtype) {
        Tensor x = leaf(dtype, new double[]{0, 0, 0, 0, 9, 0, 0, 0, 0}, 1, 1, 3, 3);
        Tensor y = MaxPool2dOp.maxPool2d(x, MaxPoolOptions.kernel(2).withStride(1));

        assertThat(values(y)).containsExactly(9, 9, 9, 9);
        assertThat(gradient(x, y)).containsExactly(0, 0, 0, 0, 12, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void nan_wins_a_pool_and_minus_infinity_wins_against_padding(DType dtype) {
        Tensor x = leaf(dtype, new double[]{1, NAN, INF, NAN}, 1, 1, 2, 2);
        Tensor y = MaxPool2dOp.maxPool2d(x, MaxPoolOptions.kernel(2));
        assertThat(values(y)).containsExactly(NAN);
        assertThat(gradient(x, y)).containsExactly(0, 3, 0, 0);

        Tensor low = leaf(dtype, new double[]{-INF, -INF, -INF, -INF}, 1, 1, 2, 2);
        Tensor padded = MaxPool2dOp.maxPool2d(low, MaxPoolOptions.kernel(2).withPadding(1));
        assertThat(values(padded)).containsExactly(-INF, -INF, -INF, -INF);
        assertThat(gradient(low, padded)).containsExactly(3, 3, 3, 3);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void argmax_takes_the_first_of_equals(DType dtype) {
        Tensor x = Tensor.of(new double[]{1, 1, 0, 0, 1, 1}, 2, 3).to(dtype);

        assertThat(x.argmax(1).toLongArray()).containsExactly(0, 1);
        assertThat(x.argmax(0).toLongArray()).containsExactly(0, 0, 1);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void argmax_takes_the_first_nan_and_knows_infinities(DType dtype) {
        assertThat(leaf(dtype, repeated(0, INF, NAN, NAN)).argmax(0).item()).isEqualTo(2);
        assertThat(leaf(dtype, new double[]{-INF, -INF}).argmax(0).item()).isZero();
        assertThat(leaf(dtype, new double[]{-0.0, 0.0}).argmax(0).item()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void nothing_compares_with_nan(DType dtype) {
        Tensor x = leaf(dtype, repeated(NAN, 1, -0.0));
        Tensor y = leaf(dtype, repeated(NAN, NAN, 0.0));

        assertThat(values(x.eq(y).to(dtype))).containsExactly(repeated(0, 0, 1));
        assertThat(values(x.ne(y).to(dtype))).containsExactly(repeated(1, 1, 0));
        assertThat(values(x.lt(y).to(dtype))).containsExactly(repeated(0, 0, 0));
        assertThat(values(x.le(y).to(dtype))).containsExactly(repeated(0, 0, 1));
        assertThat(values(x.gt(y).to(dtype))).containsExactly(repeated(0, 0, 0));
        assertThat(values(x.ge(y).to(dtype))).containsExactly(repeated(0, 0, 1));
    }

    @Test
    void sums_means_and_normalisations_of_nothing() {
        Tensor empty = Tensor.full(Shape.of(2, 0), 0, DType.FLOAT64);

        assertThat(empty.sum().item()).isZero();
        assertThat(empty.sum(1).toDoubleArray()).containsExactly(0, 0);
        assertThat(empty.mean().item()).isNaN();
        assertThat(empty.mean(1).toDoubleArray()).containsExactly(NAN, NAN);
        assertThat(empty.softmax(1).shape()).isEqualTo(Shape.of(2, 0));
        assertThat(empty.softmax(0).shape()).isEqualTo(Shape.of(2, 0));
        assertThat(empty.matmul(empty.transpose(0, 1)).toDoubleArray()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void casts_round_truncate_and_tell_zero_from_the_rest() {
        Tensor x = Tensor.of(new double[]{0.1, -1.9, 1.9, NAN, -0.0, INF});

        assertThat(x.to(DType.FLOAT32).toFloatArray()).containsExactly(0.1f, -1.9f, 1.9f, Float.NaN, -0f,
                Float.POSITIVE_INFINITY);
        assertThat(x.to(DType.INT64).toLongArray()).containsExactly(0, -1, 1, 0, 0, Long.MAX_VALUE);
        assertThat(x.to(DType.BOOL).toBooleanArray()).containsExactly(true, true, true, true, false, true);
        Tensor bits = Tensor.of(new boolean[]{true, false});
        assertThat(bits.to(DType.FLOAT32).toFloatArray()).containsExactly(1, 0);
        assertThat(bits.to(DType.INT64).toLongArray()).containsExactly(1, 0);
        long large = (1L << 53) + 1;
        Tensor longs = Tensor.of(new long[]{large, -7});
        assertThat(longs.to(DType.FLOAT64).toDoubleArray()).containsExactly(large - 1, -7);
        assertThat(longs.to(DType.INT64)).isSameAs(longs);
        assertThat(longs.to(DType.BOOL).toBooleanArray()).containsExactly(true, true);
    }
}

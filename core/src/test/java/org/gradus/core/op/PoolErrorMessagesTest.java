package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.core.op.ErrorMessagesTest.refusal;

import java.util.stream.Stream;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.DType;
import org.gradus.core.LpPoolOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.SparseMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pools say when they refuse. */
class PoolErrorMessagesTest {

    private static final Tensor X23 = Tensor.ones(2, 3);
    private static final Tensor LINES = Tensor.ones(2, 3, 5);
    private static final Tensor IMAGE = Tensor.ones(2, 3, 5, 5);
    private static final Tensor LONGS = IMAGE.to(DType.INT64);
    private static final MaxPoolOptions TWO = MaxPoolOptions.kernel(2);
    private static final AvgPoolOptions MEAN = AvgPoolOptions.kernel(2);

    @ParameterizedTest
    @MethodSource({"maxima", "averages", "adaptive", "unpooled"})
    void the_message_says_what_was_expected_what_came_and_what_to_do(ErrorMessagesTest.Refusal refusal) {
        assertThatThrownBy(refusal.call()::run).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.message());
    }

    static Stream<ErrorMessagesTest.Refusal> maxima() {
        Op take = MaxPool2dOp.maxPool2d(IMAGE.requiresGrad(true), TWO).node().op();
        Op put = new MaxPool2dPutOp(((MaxPool2dOp) take).winners());
        return Stream.of(
                refusal("[maxPool2d] input must be [N,C,H,W] or [C,H,W], but is [2,3]; reshape it",
                        () -> MaxPool2dOp.maxPool2d(X23, TWO)),
                refusal("[maxPool1d] input must be [N,C,L] or [C,L], but is [2,3,5,5]; reshape it",
                        () -> MaxPools.maxPool1d(IMAGE, TWO)),
                refusal("[maxPool3d] input must be [N,C,D,H,W] or [C,D,H,W], but is [2,3,5]; reshape it",
                        () -> MaxPools.maxPool3d(LINES, TWO)),
                refusal("[maxPool2d] needs float32 or float64, but came int64[2,3,5,5]; convert it with to(DType.FLOAT32)",
                        () -> MaxPool2dOp.maxPool2d(LONGS, TWO)),
                refusal("[maxPool2d] the window spans 6 (kernel 6, dilation 1) but the padded input's height is only 5 (5 + 2·0); use a larger input, more padding or a smaller kernel",
                        () -> MaxPool2dOp.maxPool2d(IMAGE, MaxPoolOptions.kernel(6))),
                refusal("[maxPool1d] the window spans 7 (kernel 7, dilation 1) but the padded input's length is only 5 (5 + 2·0); use a larger input, more padding or a smaller kernel",
                        () -> MaxPools.maxPool1d(LINES, MaxPoolOptions.kernel(7).withStride(2).withCeilMode(true))),
                refusal("[maxPool2d] window 0 along the height sees nothing but padding (input 2, kernel 2, dilation 3, padding 1); use less padding or dilation",
                        () -> MaxPool2dOp.maxPool2d(Tensor.ones(1, 1, 2, 2), TWO.withDilation(3).withPadding(1))),
                refusal("[maxPool2d] window 0 along the width sees nothing but padding (input 0, kernel 2, dilation 1, padding 1); use less padding or dilation",
                        () -> MaxPool2dOp.maxPool2d(Tensor.ones(1, 1, 2, 0), TWO.withPadding(1))),
                refusal("[maxPool2d] kernel must be one number for all axes or 2 numbers, one for each, but is (1, 2, 3)",
                        () -> MaxPool2dOp.maxPool2d(IMAGE, MaxPoolOptions.kernel(1, 2, 3))),
                refusal("[maxPool1d] dilation must be one number for all axes or 1 numbers, one for each, but is (1, 2)",
                        () -> MaxPools.maxPool1d(LINES, TWO.withDilation(1, 2))),
                refusal("[maxPool] kernel must be at least 1, but is 0", () -> MaxPoolOptions.kernel(0)),
                refusal("[maxPool] stride must be at least 1, but is (1, 0)", () -> TWO.withStride(1, 0)),
                refusal("[maxPool] dilation must be at least 1, but is 0", () -> TWO.withDilation(0)),
                refusal("[maxPool] padding must be at least 0, but is -1", () -> TWO.withPadding(-1)),
                refusal("[maxPool] padding must be at most half the kernel 2, but is 2; use less padding",
                        () -> TWO.withPadding(2)),
                refusal("[maxPool] padding must be at most half the kernel (4, 2), but is (1, 2); use less padding",
                        () -> MaxPoolOptions.kernel(4, 2).withPadding(1, 2)),
                refusal("[maxPool2d] the winners were found in another shape than float32[2,3]; find them anew",
                        () -> take.apply(X23)),
                refusal("[maxPool2dPut] the winners were found in another shape than float32[2,3]; find them anew",
                        () -> put.apply(X23)));
    }

    static Stream<ErrorMessagesTest.Refusal> averages() {
        return Stream.of(
                refusal("[avgPool2d] input must be [N,C,H,W] or [C,H,W], but is [2,3]; reshape it",
                        () -> AvgPools.avgPool2d(X23, MEAN)),
                refusal("[avgPool2d] needs float32 or float64, but came int64[2,3,5,5]; convert it with to(DType.FLOAT32)",
                        () -> AvgPools.avgPool2d(LONGS, MEAN)),
                refusal("[avgPool1d] the window spans 6 (kernel 6, dilation 1) but the padded input's length is only 5 (5 + 2·0); use a larger input, more padding or a smaller kernel",
                        () -> AvgPools.avgPool1d(LINES, AvgPoolOptions.kernel(6))),
                refusal("[avgPool] kernel must be at least 1, but is 0", () -> AvgPoolOptions.kernel(0)),
                refusal("[avgPool] padding must be at most half the kernel 2, but is 2; use less padding",
                        () -> MEAN.withPadding(2)),
                refusal("[avgPool] divisorOverride must not be 0", () -> MEAN.withDivisorOverride(0)),
                refusal("[lpPool] stride must be at least 1, but is 0", () -> LpPoolOptions.kernel(2).withStride(0)),
                refusal("[lpPool1d] the order p must be a finite number other than 0, but is 0.0",
                        () -> LpPools.lpPool1d(LINES, 0, LpPoolOptions.kernel(2))),
                refusal("[lpPool2d] the order p must be a finite number other than 0, but is Infinity",
                        () -> LpPools.lpPool2d(IMAGE, Double.POSITIVE_INFINITY, LpPoolOptions.kernel(2))),
                refusal("[lpPool2d] input must be [N,C,H,W] or [C,H,W], but is [2,3]; reshape it",
                        () -> LpPools.lpPool2d(X23, 2, LpPoolOptions.kernel(2))),
                refusal("[separable] matrices of 3 rows and 4 columns are mixed, but came float32[2,3]",
                        () -> new SeparableOp(SparseMatrix.identity(3), SparseMatrix.identity(4)).apply(X23)),
                refusal("[separable] needs float32 or float64, but came int64[2,3,5,5]; convert it with to(DType.FLOAT32)",
                        () -> new SeparableOp(SparseMatrix.identity(5), SparseMatrix.identity(5)).apply(LONGS)));
    }

    static Stream<ErrorMessagesTest.Refusal> adaptive() {
        return Stream.of(
                refusal("[adaptiveAvgPool2d] input must be [N,C,H,W] or [C,H,W], but is [2,3]; reshape it",
                        () -> AvgPools.adaptiveAvgPool2d(X23, 1)),
                refusal("[adaptiveAvgPool2d] the output size must be one number for all axes or 2 numbers, one for each, but is (1, 2, 3)",
                        () -> AvgPools.adaptiveAvgPool2d(IMAGE, 1, 2, 3)),
                refusal("[adaptiveMaxPool1d] the output size must be at least -1, but is -2",
                        () -> MaxPools.adaptiveMaxPool1d(LINES, -2)),
                refusal("[adaptiveMaxPool2d] the input's width must be at least 1, but is 0; leave out empty inputs",
                        () -> MaxPools.adaptiveMaxPool2d(Tensor.ones(2, 3, 4, 0), 2)),
                refusal("[adaptiveAvgPool3d] needs float32 or float64, but came int64[2,3,5,5]; convert it with to(DType.FLOAT32)",
                        () -> AvgPools.adaptiveAvgPool3d(LONGS, 2)));
    }

    static Stream<ErrorMessagesTest.Refusal> unpooled() {
        Tensor places = Tensor.of(new long[]{0, 4}, 1, 2);
        Tensor x = Tensor.ones(1, 2);
        MaxUnpoolOptions two = MaxUnpoolOptions.kernel(2);
        return Stream.of(
                refusal("[maxUnpool2d] input must be [N,C,H,W] or [C,H,W], but is [1,2]; reshape it",
                        () -> MaxUnpools.maxUnpool2d(x, places, two)),
                refusal("[maxUnpool1d] indices must have the shape of the values [1,2], but are int64[2]",
                        () -> MaxUnpools.maxUnpool1d(x, places.reshape(2), two)),
                refusal("[maxUnpool1d] the indices must lie in 0…3, but number 1 of int64[1,2] is 4; count from 0, along the right dimension",
                        () -> MaxUnpools.maxUnpool1d(x, places, two)),
                refusal("[maxUnpool1d] the indices must be int64, but came float32[1,2]; convert with to(DType.INT64)",
                        () -> MaxUnpools.maxUnpool1d(x, x, two)),
                refusal("[maxUnpool1d] the output's length must lie between 3 and 5, but is 6; give the size of what was pooled",
                        () -> MaxUnpools.maxUnpool1d(x, places, two.withOutputSize(6))),
                refusal("[maxUnpool] kernel must be at least 1, but is 0", () -> MaxUnpoolOptions.kernel(0)));
    }
}

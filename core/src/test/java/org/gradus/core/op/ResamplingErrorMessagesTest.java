package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.core.op.ErrorMessagesTest.refusal;

import java.util.stream.Stream;
import org.gradus.core.DType;
import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.LocalResponseNormOptions;
import org.gradus.core.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stretches, mixes and shuffles images says when it refuses. */
class ResamplingErrorMessagesTest {

    private static final Tensor X23 = Tensor.ones(2, 3);
    private static final Tensor LINES = Tensor.ones(2, 3, 5);
    private static final Tensor IMAGE = Tensor.ones(2, 3, 5, 5);
    private static final Tensor LONGS = IMAGE.to(DType.INT64);
    private static final InterpolateOptions DOUBLE = InterpolateOptions.scaleFactor(2);

    @ParameterizedTest
    @MethodSource({"interpolated", "others"})
    void the_message_says_what_was_expected_what_came_and_what_to_do(ErrorMessagesTest.Refusal refusal) {
        assertThatThrownBy(refusal.call()::run).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.message());
    }

    static Stream<ErrorMessagesTest.Refusal> interpolated() {
        return Stream.of(
                refusal("[interpolate] input must be [N,C,L], [N,C,H,W] or [N,C,D,H,W], but is [2,3]; reshape it",
                        () -> Interpolation.interpolate(X23, DOUBLE)),
                refusal("[interpolate] needs float32 or float64, but came int64[2,3,5,5]; convert it with to(DType.FLOAT32)",
                        () -> Interpolation.interpolate(LONGS, DOUBLE)),
                refusal("[interpolate] BILINEAR is for inputs with 2 axes after [N,C], but came [2,3,5]; use LINEAR",
                        () -> Interpolation.interpolate(LINES, DOUBLE.withMode(InterpolateMode.BILINEAR))),
                refusal("[interpolate] LINEAR is for inputs with 1 axes after [N,C], but came [2,3,5,5]; use BILINEAR",
                        () -> Interpolation.interpolate(IMAGE, DOUBLE.withMode(InterpolateMode.LINEAR))),
                refusal("[interpolate] the input's height must be at least 1, but is 0; leave out empty inputs",
                        () -> Interpolation.interpolate(Tensor.ones(1, 1, 0, 2), InterpolateOptions.size(2))),
                refusal("[interpolate] factors must be one number for all axes or 2 numbers, one for each, but are [1.0, 2.0, 3.0]",
                        () -> Interpolation.interpolate(IMAGE, InterpolateOptions.scaleFactor(1, 2, 3))),
                refusal("[interpolate] the size must be one number for all axes or 1 numbers, one for each, but is (2, 2)",
                        () -> Interpolation.interpolate(LINES, InterpolateOptions.size(2, 2))),
                refusal("[interpolate] a length of 5 times 0.1 leaves nothing, or too much; use another factor",
                        () -> Interpolation.interpolate(LINES, InterpolateOptions.scaleFactor(0.1))),
                refusal("[interpolate] the size must be at least 1, but is 0", () -> InterpolateOptions.size(0)),
                refusal("[interpolate] factors must be above 0 and finite, but are [-1.0]",
                        () -> InterpolateOptions.scaleFactor(-1)),
                refusal("[interpolate] factors must be above 0 and finite, but are []",
                        () -> InterpolateOptions.scaleFactor(new double[0])),
                refusal("[interpolate] needs either sizes or factors, but came null and null",
                        () -> new InterpolateOptions(null, null, InterpolateMode.NEAREST, false, false, false)),
                refusal("[interpolate] NEAREST knows no alignCorners; choose LINEAR, BILINEAR, TRILINEAR or BICUBIC first",
                        () -> DOUBLE.withAlignCorners(true)),
                refusal("[interpolate] NEAREST knows no antialias; choose BILINEAR or BICUBIC first",
                        () -> DOUBLE.withAntialias(true)),
                refusal("[interpolate] recomputeScaleFactor needs factors, but sizes are given; leave it out",
                        () -> InterpolateOptions.size(2).withRecomputeScaleFactor(true)));
    }

    static Stream<ErrorMessagesTest.Refusal> others() {
        return Stream.of(
                refusal("[localResponseNorm] input must be [N,C,L] or have more dimensions, but is [2,3]; reshape it",
                        () -> LocalResponse.localResponseNorm(X23, LocalResponseNormOptions.size(2))),
                refusal("[localResponseNorm] the size must be at least 1, but is 0",
                        () -> LocalResponseNormOptions.size(0)),
                refusal("[pixelShuffle] 3 channels are no multiple of 2² (input [2,3,5,5]); use another factor",
                        () -> Shuffles.pixelShuffle(IMAGE, 2)),
                refusal("[pixelShuffle] upscaleFactor must be at least 1, but is 0",
                        () -> Shuffles.pixelShuffle(IMAGE, 0)),
                refusal("[pixelShuffle] input must be [*,C,H,W], but is [2,3]; reshape it",
                        () -> Shuffles.pixelShuffle(X23, 1)),
                refusal("[pixelUnshuffle] height and width are no multiples of 2 (input [2,3,5,5]); use another factor",
                        () -> Shuffles.pixelUnshuffle(IMAGE, 2)),
                refusal("[channelShuffle] 3 channels do not divide into 2 groups (input [2,3,5]); use another number",
                        () -> Shuffles.channelShuffle(LINES, 2)),
                refusal("[channelShuffle] groups must be at least 1, but are 0",
                        () -> Shuffles.channelShuffle(LINES, 0)),
                refusal("[channelShuffle] input must be [N,C,…], but is [2,3]; reshape it",
                        () -> Shuffles.channelShuffle(X23, 1)));
    }
}

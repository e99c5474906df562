package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.core.op.ConvOp.conv1d;
import static org.gradus.core.op.ConvOp.conv2d;
import static org.gradus.core.op.ConvOp.conv3d;
import static org.gradus.core.op.ConvTransposeOp.convTranspose1d;
import static org.gradus.core.op.ConvTransposeOp.convTranspose2d;
import static org.gradus.core.op.ErrorMessagesTest.refusal;

import java.util.stream.Stream;
import org.gradus.core.AutoPadding;
import org.gradus.core.ConvOptions;
import org.gradus.core.ConvTransposeOptions;
import org.gradus.core.DType;
import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;
import org.gradus.core.UnfoldOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What convolutions and windows say when they refuse. */
class ConvErrorMessagesTest {

    private static final Tensor X23 = Tensor.ones(2, 3);
    private static final Tensor LINES = Tensor.ones(2, 3, 5);
    private static final Tensor IMAGE = Tensor.ones(2, 3, 5, 5);
    private static final Tensor VOLUME = Tensor.ones(2, 3, 5, 5, 5);
    private static final Tensor FILTERS = Tensor.ones(4, 3, 2, 2);
    private static final Tensor LONGS = Tensor.ones(2, 3, 5, 5).to(DType.INT64);
    private static final ConvOptions PLAIN = ConvOptions.DEFAULT;
    private static final ConvTransposeOptions SPREAD = ConvTransposeOptions.DEFAULT;
    private static final UnfoldOptions TWO = UnfoldOptions.kernel(2);

    @ParameterizedTest
    @MethodSource({"convolutions", "options", "transposed", "ofOtherSizes", "windows"})
    void the_message_says_what_was_expected_what_came_and_what_to_do(ErrorMessagesTest.Refusal refusal) {
        assertThatThrownBy(refusal.call()::run).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.message());
    }

    static Stream<ErrorMessagesTest.Refusal> convolutions() {
        return Stream.of(
                refusal("[conv2d] input must be [N,C,H,W] or [C,H,W], but is [2,3]; reshape it",
                        () -> conv2d(X23, FILTERS)),
                refusal("[conv1d] input must be [N,C,L] or [C,L], but is [2,3,5,5]; reshape it",
                        () -> conv1d(IMAGE, Tensor.ones(4, 3, 2))),
                refusal("[conv3d] input must be [N,C,D,H,W] or [C,D,H,W], but is [2,3,5]; reshape it",
                        () -> conv3d(LINES, FILTERS)),
                refusal("[conv2d] weight must be [K,C/groups,R,S], but is [2,3]; reshape it",
                        () -> conv2d(IMAGE, X23)),
                refusal("[conv1d] weight must be [K,C/groups,S], but is [4,3,2,2]; reshape it",
                        () -> conv1d(LINES, FILTERS)),
                refusal("[conv3d] weight must be [K,C/groups,T,R,S], but is [4,3,2,2]; reshape it",
                        () -> conv3d(VOLUME, FILTERS)),
                refusal("[conv2d] input has 3 channels but the weight expects 1 (weight [4,1,2,2], groups 1, input [2,3,5,5]); build the layer with Conv2d(3, …)",
                        () -> conv2d(IMAGE, Tensor.ones(4, 1, 2, 2))),
                refusal("[conv1d] input has 3 channels but the weight expects 2 (weight [4,1,2], groups 2, input [2,3,5]); build the layer with Conv1d(3, …)",
                        () -> conv1d(LINES, Tensor.ones(4, 1, 2), PLAIN.withGroups(2))),
                refusal("[conv2d] 4 filters do not divide into 3 groups (weight [4,1,2,2]); use a multiple",
                        () -> conv2d(IMAGE, Tensor.ones(4, 1, 2, 2), PLAIN.withGroups(3))),
                refusal("[conv2d] bias must be [4], one number a filter of weight [4,3,2,2], but is [3]; reshape it",
                        () -> conv2d(IMAGE, FILTERS, Tensor.ones(3), PLAIN)),
                refusal("[conv2d] operands are float32[2,3,5,5] and float64[4,3,2,2]; convert one with to(DType.FLOAT32)",
                        () -> conv2d(IMAGE, FILTERS.to(DType.FLOAT64))),
                refusal("[conv2d] needs float32 or float64, but came int64[2,3,5,5]; convert it with to(DType.FLOAT32)",
                        () -> conv2d(LONGS, FILTERS)),
                refusal("[conv2d] the window spans 7 (kernel 7, dilation 1) but the padded input's height is only 5 (5 + 2·0); use a larger input, more padding or a smaller kernel",
                        () -> conv2d(IMAGE, Tensor.ones(4, 3, 7, 2))),
                refusal("[conv1d] the window spans 9 (kernel 5, dilation 2) but the padded input's length is only 7 (5 + 2·1); use a larger input, more padding or a smaller kernel",
                        () -> conv1d(LINES, Tensor.ones(4, 3, 5), PLAIN.withPadding(1).withDilation(2))),
                refusal("[conv3d] the window spans 6 (kernel 6, dilation 1) but the padded input's depth is only 5 (5 + 2·0); use a larger input, more padding or a smaller kernel",
                        () -> conv3d(VOLUME, Tensor.ones(4, 3, 6, 1, 1))),
                refusal("[conv2d] the input's width must be at least 1, but is 0; leave out empty inputs",
                        () -> conv2d(Tensor.ones(2, 3, 5, 0), FILTERS, PLAIN.withPadding(AutoPadding.SAME))),
                refusal("[conv2d] kernel width must be at least 1, but is 0",
                        () -> conv2d(IMAGE, Tensor.ones(4, 3, 2, 0))));
    }

    static Stream<ErrorMessagesTest.Refusal> options() {
        return Stream.of(
                refusal("[conv] stride must be at least 1, but is (0, 1)", () -> PLAIN.withStride(0, 1)),
                refusal("[conv] padding must be at least 0, but is -1", () -> PLAIN.withPadding(-1)),
                refusal("[conv] dilation must be at least 1, but is 0", () -> PLAIN.withDilation(0)),
                refusal("[conv] groups must be at least 1, but is 0", () -> PLAIN.withGroups(0)),
                refusal("[conv] padding SAME keeps the size at stride 1 alone, but the stride is (1, 2); give the padding in cells",
                        () -> PLAIN.withStride(1, 2).withPadding(AutoPadding.SAME)),
                refusal("[perAxis] needs one number for all axes, or one for each, but came none", PLAIN::withStride),
                refusal("[conv2d] stride must be one number for all axes or 2 numbers, one for each, but is (1, 1, 1)",
                        () -> conv2d(IMAGE, FILTERS, PLAIN.withStride(1, 1, 1))),
                refusal("[conv2d] padding must be one number for all axes or 2 numbers, one for each, but is (1, 1, 1)",
                        () -> conv2d(IMAGE, FILTERS, PLAIN.withPadding(1, 1, 1))),
                refusal("[conv1d] dilation must be one number for all axes or 1 numbers, one for each, but is (1, 1)",
                        () -> conv1d(LINES, Tensor.ones(4, 3, 2), PLAIN.withDilation(1, 1))),
                refusal("[convTranspose] stride must be at least 1, but is 0", () -> SPREAD.withStride(0)),
                refusal("[convTranspose] padding must be at least 0, but is -1", () -> SPREAD.withPadding(-1)),
                refusal("[convTranspose] outputPadding must be at least 0, but is (0, -1)",
                        () -> SPREAD.withOutputPadding(0, -1)),
                refusal("[convTranspose] dilation must be at least 1, but is 0", () -> SPREAD.withDilation(0)),
                refusal("[convTranspose] groups must be at least 1, but is 0", () -> SPREAD.withGroups(0)),
                refusal("[unfold] kernel must be at least 1, but is (2, 0)", () -> UnfoldOptions.kernel(2, 0)),
                refusal("[unfold] kernel must be one number for all axes or 2 numbers, one for each, but is (2, 2, 2)",
                        () -> UnfoldOptions.kernel(2, 2, 2)),
                refusal("[unfold] stride must be at least 1, but is 0", () -> TWO.withStride(0)),
                refusal("[unfold] padding must be at least 0, but is -1", () -> TWO.withPadding(-1)),
                refusal("[unfold] dilation must be at least 1, but is 0", () -> TWO.withDilation(0)));
    }

    static Stream<ErrorMessagesTest.Refusal> transposed() {
        Tensor filters = Tensor.ones(3, 2, 2, 2);
        return Stream.of(
                refusal("[convTranspose2d] input must be [N,K,H,W] or [K,H,W], but is [2,3]; reshape it",
                        () -> convTranspose2d(X23, filters)),
                refusal("[convTranspose1d] weight must be [K,C/groups,S], but is [3,2,2,2]; reshape it",
                        () -> convTranspose1d(LINES, filters)),
                refusal("[convTranspose2d] input has 3 channels but the weight expects 4 (weight [4,3,2,2], input [2,3,5,5]); build the layer with ConvTranspose2d(3, …)",
                        () -> convTranspose2d(IMAGE, FILTERS)),
                refusal("[convTranspose2d] 3 filters do not divide into 2 groups (weight [3,2,2,2]); use a multiple",
                        () -> convTranspose2d(IMAGE, filters, SPREAD.withGroups(2))),
                refusal("[convTranspose2d] bias must be [2], one number a channel of the output [2,2,6,6], but is [3]; reshape it",
                        () -> convTranspose2d(IMAGE, filters, Tensor.ones(3), SPREAD)),
                refusal("[convTranspose2d] outputPadding must be less than the stride 2 or the dilation 1, but is 2 along the width; use a smaller one",
                        () -> convTranspose2d(IMAGE, filters, SPREAD.withStride(2).withOutputPadding(0, 2))),
                refusal("[convTranspose2d] the output's height would be 0 ((5 − 1)·1 − 2·3 + 1·(2 − 1) + 1 + 0); use less padding",
                        () -> convTranspose2d(IMAGE, filters, SPREAD.withPadding(3))),
                refusal("[convTranspose2d] the input's width must be at least 1, but is 0; leave out empty inputs",
                        () -> convTranspose2d(Tensor.ones(2, 3, 5, 0), filters)),
                refusal("[convTranspose2d] kernel height must be at least 1, but is 0",
                        () -> convTranspose2d(IMAGE, Tensor.ones(3, 2, 0, 2))),
                refusal("[convTranspose2d] stride must be one number for all axes or 2 numbers, one for each, but is (1, 1, 1)",
                        () -> convTranspose2d(IMAGE, filters, SPREAD.withStride(1, 1, 1))),
                refusal("[convTranspose2d] padding must be one number for all axes or 2 numbers, one for each, but is (1, 1, 1)",
                        () -> convTranspose2d(IMAGE, filters, SPREAD.withPadding(1, 1, 1))),
                refusal("[convTranspose2d] outputPadding must be one number for all axes or 2 numbers, one for each, but is (0, 0, 0)",
                        () -> convTranspose2d(IMAGE, filters, SPREAD.withOutputPadding(0, 0, 0))),
                refusal("[convTranspose2d] dilation must be one number for all axes or 2 numbers, one for each, but is (1, 1, 1)",
                        () -> convTranspose2d(IMAGE, filters, SPREAD.withDilation(1, 1, 1))));
    }

    static Stream<ErrorMessagesTest.Refusal> ofOtherSizes() {
        var sizes = Convolution.of(PLAIN, IMAGE.shape(), FILTERS.shape());
        return Stream.of(
                refusal("[conv2d] input must be [2,3,5,5], for which this op was made, but is [2,3]; make another",
                        () -> new ConvOp(sizes).apply(X23, FILTERS)),
                refusal("[conv2d] weight must be [4,3,2,2], for which this op was made, but is [2,3]; make another",
                        () -> new ConvOp(sizes).apply(IMAGE, X23)),
                refusal("[convTranspose2d] input must be [2,4,4,4], for which this op was made, but is [2,3,5,5]; make another",
                        () -> new ConvTransposeOp(sizes).apply(IMAGE, FILTERS)),
                refusal("[convTranspose2d] weight must be [4,3,2,2], for which this op was made, but is [2,3]; make another",
                        () -> new ConvTransposeOp(sizes).apply(Tensor.ones(2, 4, 4, 4), X23)),
                refusal("[conv2dKernelGrad] input must be [2,3,5,5], for which this op was made, but is [2,3]; make another",
                        () -> new ConvKernelGradOp(sizes).apply(X23, X23)),
                refusal("[conv2dKernelGrad] the output's gradient must be [2,4,4,4], for which this op was made, but is [2,3]; make another",
                        () -> new ConvKernelGradOp(sizes).apply(IMAGE, X23)),
                refusal("[conv2dKernelGrad] operands are float32[2,3,5,5] and float64[2,3]; convert one with to(DType.FLOAT32)",
                        () -> new ConvKernelGradOp(sizes).apply(IMAGE, X23.to(DType.FLOAT64))),
                refusal("[convTranspose2d] operands are float32[2,3] and float64[2,3]; convert one with to(DType.FLOAT32)",
                        () -> new ConvTransposeOp(sizes).apply(X23, X23.to(DType.FLOAT64))));
    }

    static Stream<ErrorMessagesTest.Refusal> windows() {
        return Stream.of(
                refusal("[unfold] input must be [N,C,H,W] or [C,H,W], but is [2,3]; reshape it",
                        () -> Unfolding.unfold(X23, TWO)),
                refusal("[unfold] the window spans 6 (kernel 6, dilation 1) but the padded input's height is only 5 (5 + 2·0); use a larger input, more padding or a smaller kernel",
                        () -> Unfolding.unfold(IMAGE, UnfoldOptions.kernel(6, 1))),
                refusal("[fold] input must be [N,C·R·S,windows] or [C·R·S,windows], but is [2,3,5,5]; reshape it",
                        () -> Unfolding.fold(IMAGE, PerAxis.of(5), TWO)),
                refusal("[fold] 3 rows are no multiple of the 4 cells of kernel 2 (windows [2,3,5]); pass C·R·S rows",
                        () -> Unfolding.fold(LINES, PerAxis.of(5), TWO)),
                refusal("[fold] images of 3 × 4 have 2 × 3 = 6 windows, but 5 came (windows [2,4,5]); pass what unfold gave",
                        () -> Unfolding.fold(Tensor.ones(2, 4, 5), PerAxis.of(3, 4), TWO)),
                refusal("[fold] the images' size must be one number for all axes or 2 numbers, one for each, but is (3, 3, 3)",
                        () -> Unfolding.fold(LINES, PerAxis.of(3, 3, 3), TWO)),
                refusal("[unfold] windows of 4 do not lie within dimension 1 of float32[2,3]; use 0 to 3",
                        () -> X23.unfold(1, 4, 1)),
                refusal("[unfold] windows of -1 do not lie within dimension -1 of float32[2,3]; use 0 to 3",
                        () -> X23.unfold(-1, -1, 1)),
                refusal("[unfold] the step must be at least 1, but is 0", () -> X23.unfold(1, 2, 0)),
                refusal("[unfold] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.unfold(2, 1, 1)));
    }
}

package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Objects;
import org.gradus.core.AutoPadding;
import org.gradus.core.ConvOptions;
import org.gradus.core.PadMode;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.UnfoldOptions;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.Padding;
import org.gradus.core.op.Unfolding;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvLayersTest {

    @BeforeEach
    void seed() {
        Rng.manualSeed(TorchCases.seed());
    }

    private static Tensor line(float... values) {
        return Tensor.of(values, 1, 1, values.length);
    }

    /** A layer of one filter without a bias, with these weights. */
    private static Conv1d filter(ConvLayerOptions options, float... weight) {
        Conv1d conv = new Conv1d(1, 1, options.withBias(false));
        conv.weight().set(Tensor.of(weight, 1, 1, weight.length));
        return conv;
    }

    /** PyTorch's draws depend on a weight's number of elements and its fan in alone: here 108 and 27, as of Conv2d(3, 4, 3). */
    @Test
    void all_convolutions_begin_as_in_pytorch_to_the_bit() {
        assertBegins(new Conv1d(3, 4, 9), 4);
        seed();
        assertBegins(new Conv3d(1, 4, 3), 4);
        seed();
        assertBegins(new Conv3d(6, 4, Conv3d.options(1, 3, 3).withGroups(2)), 4);
        // of [C,K/groups,…], fan in counts K/groups
        seed();
        assertBegins(new ConvTranspose1d(4, 3, 9), 3);
        seed();
        assertBegins(new ConvTranspose2d(4, 3, 3), 3);
        seed();
        assertBegins(new ConvTranspose2d(4, 6, ConvTranspose2d.options(3).withGroups(2)), 6);
        seed();
        assertBegins(new ConvTranspose3d(4, 1, 3), 1);
    }

    private static void assertBegins(ConvLayer layer, int outChannels) {
        assertThat(layer.weight().toFloatArray()).as("%s", layer)
                .isEqualTo(TorchCases.floats("conv2d_3_4_k3_weight"));
        float[] bias = Objects.requireNonNull(layer.bias()).toFloatArray();
        assertThat(bias).as("%s", layer).hasSize(outChannels);
        int drawn = Math.min(4, outChannels);
        assertThat(Arrays.copyOf(bias, drawn)).as("%s", layer)
                .isEqualTo(Arrays.copyOf(TorchCases.floats("conv2d_3_4_k3_bias"), drawn));
    }

    @Test
    void weights_have_pytorchs_shapes_and_names() {
        assertThat(new Conv1d(4, 6, Conv1d.options(5).withGroups(2)).weight().shape()).isEqualTo(Shape.of(6, 2, 5));
        assertThat(new Conv3d(4, 6, Conv3d.options(1, 2, 3)).weight().shape()).isEqualTo(Shape.of(6, 4, 1, 2, 3));
        var transposed = new ConvTranspose2d(4, 6, ConvTranspose2d.options(2, 3).withGroups(2));
        assertThat(transposed.weight().shape()).isEqualTo(Shape.of(4, 3, 2, 3));
        assertThat(transposed.stateDict()).containsOnlyKeys("weight", "bias");
        assertThat(new ConvTranspose3d(4, 6, ConvTranspose3d.options(2).withBias(false)).stateDict())
                .containsOnlyKeys("weight");
    }

    @Test
    void conv3d_and_the_transposes_add_their_bias() {
        Conv3d conv = new Conv3d(1, 2, 1);
        conv.weight().set(Tensor.of(new float[]{1, -1}, 2, 1, 1, 1, 1));
        conv.bias().set(Tensor.of(new float[]{10, 20}));
        assertThat(conv.forward(Tensor.of(new float[]{3, 4}, 1, 1, 1, 1, 2)).toFloatArray())
                .containsExactly(13, 14, 17, 16);
        ConvTranspose1d spread = new ConvTranspose1d(1, 1, ConvTranspose1d.options(2).withStride(2));
        spread.weight().set(line(1, 10));
        spread.bias().set(Tensor.of(new float[]{100}));
        assertThat(spread.forward(line(1, 2)).toFloatArray()).containsExactly(101, 110, 102, 120);
    }

    @Test
    void what_surrounds_the_input_is_what_the_mode_says() {
        // 1·left + 10·middle + 100·right
        var options = Conv1d.options(3).withPadding(1);
        Tensor x = line(1, 2, 3);
        assertThat(filter(options, 1, 10, 100).forward(x).toFloatArray()).containsExactly(210, 321, 32);
        assertThat(filter(options.withPaddingMode(PadMode.REFLECT), 1, 10, 100).forward(x).toFloatArray())
                .containsExactly(212, 321, 232);
        assertThat(filter(options.withPaddingMode(PadMode.REPLICATE), 1, 10, 100).forward(x).toFloatArray())
                .containsExactly(211, 321, 332);
        assertThat(filter(options.withPaddingMode(PadMode.CIRCULAR), 1, 10, 100).forward(x).toFloatArray())
                .containsExactly(213, 321, 132);
    }

    @Test
    void padding_same_has_its_odd_cell_at_the_end_in_every_mode() {
        var options = Conv1d.options(2).withPadding(AutoPadding.SAME);
        Tensor x = line(1, 2, 3);
        assertThat(filter(options, 1, 10).forward(x).toFloatArray()).containsExactly(21, 32, 3);
        assertThat(filter(options.withPaddingMode(PadMode.REPLICATE), 1, 10).forward(x).toFloatArray())
                .containsExactly(21, 32, 33);
        assertThat(filter(options.withPaddingMode(PadMode.CIRCULAR), 1, 10).forward(x).toFloatArray())
                .containsExactly(21, 32, 13);
        assertThat(filter(options.withPaddingMode(PadMode.CIRCULAR).withPadding(AutoPadding.VALID), 1, 10).forward(x)
                .toFloatArray()).containsExactly(21, 32);
    }

    @ParameterizedTest
    @EnumSource(PadMode.class)
    void volumes_are_padded_along_each_axis(PadMode mode) {
        Tensor x = Tensor.randn(new Rng(1), 2, 2, 3, 4, 5);
        Conv3d conv = new Conv3d(2, 3, Conv3d.options(2, 3, 3).withPadding(0, 2, 1).withStride(1, 2, 1)
                .withPaddingMode(mode));
        Tensor padded = Padding.pad(x, new int[]{1, 1, 2, 2, 0, 0}, mode);
        Tensor expected = ConvOp.conv3d(padded, conv.weight(), Objects.requireNonNull(conv.bias()),
                ConvOptions.DEFAULT.withStride(1, 2, 1));
        assertThat(conv.forward(x).shape()).isEqualTo(Shape.of(2, 3, 2, 3, 5));
        assertThat(conv.forward(x).toFloatArray()).usingComparatorWithPrecision(1e-6f)
                .containsExactly(expected.toFloatArray());
    }

    @Test
    void a_transposed_convolution_undoes_the_shape_of_a_convolution_where_told_the_size() {
        Conv2d down = new Conv2d(3, 4, Conv2d.options(3).withStride(2).withPadding(1));
        ConvTranspose2d up = new ConvTranspose2d(4, 3, ConvTranspose2d.options(3).withStride(2).withPadding(1));
        Tensor x = Tensor.ones(2, 3, 12, 11);
        Tensor y = down.forward(x);
        // (6 − 1)·2 − 2·1 + 3 = 11
        assertThat(up.forward(y).shape()).isEqualTo(Shape.of(2, 3, 11, 11));
        assertThat(up.forward(y, 12, 11).shape()).isEqualTo(x.shape());
        assertThat(up.forward(y.select(0, 0), 12).shape()).isEqualTo(Shape.of(3, 12, 12));
        assertThatIllegalArgumentException().isThrownBy(() -> up.forward(y, 11, 13)).withMessage(
                "[ConvTranspose2d] an input of [2,4,6,6] gives sizes of 11 to 12 along axis 1, but (11, 13) is wanted; use another stride or padding");
        assertThatIllegalArgumentException().isThrownBy(() -> up.forward(y, 10, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> up.forward(y, 11, 11, 11)).withMessage(
                "[ConvTranspose2d] the output's size must be one number for all axes or 2 numbers, one for each, but is (11, 11, 11)");
    }

    @Test
    void hooks_see_a_transposed_convolution_that_is_told_its_size_too() {
        ConvTranspose1d up = new ConvTranspose1d(1, 1, ConvTranspose1d.options(1).withStride(2).withBias(false));
        up.weight().set(line(1));
        up.registerForwardHook((_, output) -> output.mul(10));
        assertThat(up.forward(line(1, 2)).toFloatArray()).containsExactly(10, 0, 20);
        assertThat(up.forward(line(1, 2), 4).toFloatArray()).containsExactly(10, 0, 20, 0);
    }

    @Test
    void unfold_and_fold_are_the_ops() {
        Tensor x = Tensor.randn(new Rng(2), 2, 3, 5, 4);
        var options = UnfoldOptions.kernel(2, 3).withPadding(1).withStride(1, 2);
        Tensor windows = new Unfold(options).forward(x);
        assertThat(windows.toFloatArray()).isEqualTo(Unfolding.unfold(x, options).toFloatArray());
        assertThat(new Fold(PerAxis.of(5, 4), options).forward(windows).toFloatArray())
                .isEqualTo(Unfolding.fold(windows, PerAxis.of(5, 4), options).toFloatArray());
        assertThat(new Unfold(2).forward(x).shape()).isEqualTo(Shape.of(2, 12, 12));
        assertThat(new Fold(3, 2).forward(Tensor.ones(1, 4, 4)).shape()).isEqualTo(Shape.of(1, 1, 3, 3));
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Conv1d(3, 4, Conv1d.options(2, 2)))
                .withMessage(
                        "[Conv1d] the kernel must be one number for all axes or 1 numbers, one for each, but is (2, 2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConvTranspose3d(3, 4, ConvTranspose3d.options(2).withGroups(2)))
                .withMessage("[ConvTranspose3d] inChannels must be a multiple of groups, but 3 is none of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Conv3d(3, 0, 1))
                .withMessage("[Conv3d] outChannels must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConvTranspose2d(3, 4, 0))
                .withMessage("[convTranspose] the kernel must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Fold(0, 2))
                .withMessage("[Fold] outputSize must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fold(PerAxis.of(1, 1, 1), UnfoldOptions.kernel(1))).withMessage(
                        "[Fold] outputSize must be one number for all axes or 2 numbers, one for each, but is (1, 1, 1)");
    }

    /** Expected texts are what PyTorch prints. */
    @Test
    void they_print_as_in_pytorch() {
        assertThat(new Conv1d(16, 33, Conv1d.options(3).withStride(2)))
                .hasToString("Conv1d(16, 33, kernel_size=(3,), stride=(2,))");
        assertThat(new Conv1d(4, 6, Conv1d.options(3).withPadding(1).withDilation(2).withGroups(2).withBias(false)
                .withPaddingMode(PadMode.CIRCULAR))).hasToString(
                        "Conv1d(4, 6, kernel_size=(3,), stride=(1,), padding=(1,), dilation=(2,), groups=2, bias=False, padding_mode=circular)");
        assertThat(new Conv2d(16, 33, Conv2d.options(3, 5).withPadding(AutoPadding.SAME)))
                .hasToString("Conv2d(16, 33, kernel_size=(3, 5), stride=(1, 1), padding=same)");
        assertThat(new Conv2d(1, 1, Conv2d.options(1).withPadding(AutoPadding.VALID)))
                .hasToString("Conv2d(1, 1, kernel_size=(1, 1), stride=(1, 1), padding=valid)");
        assertThat(new Conv3d(16, 33, Conv3d.options(3, 5, 2).withStride(2, 1, 1).withPadding(4, 2, 0)))
                .hasToString("Conv3d(16, 33, kernel_size=(3, 5, 2), stride=(2, 1, 1), padding=(4, 2, 0))");
        assertThat(new ConvTranspose2d(16, 33, ConvTranspose2d.options(3).withStride(2)))
                .hasToString("ConvTranspose2d(16, 33, kernel_size=(3, 3), stride=(2, 2))");
        assertThat(new ConvTranspose2d(16, 32, ConvTranspose2d.options(3).withStride(2).withPadding(1)
                .withOutputPadding(1).withGroups(4).withBias(false))).hasToString(
                        "ConvTranspose2d(16, 32, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), output_padding=(1, 1), groups=4, bias=False)");
        assertThat(new ConvTranspose1d(2, 3, ConvTranspose1d.options(4).withDilation(3).withOutputPadding(2)))
                .hasToString(
                        "ConvTranspose1d(2, 3, kernel_size=(4,), stride=(1,), dilation=(3,), output_padding=(2,))");
        assertThat(new ConvTranspose3d(1, 2, 3))
                .hasToString("ConvTranspose3d(1, 2, kernel_size=(3, 3, 3), stride=(1, 1, 1))");
        assertThat(new Unfold(UnfoldOptions.kernel(2, 3)))
                .hasToString("Unfold(kernel_size=(2, 3), dilation=1, padding=0, stride=1)");
        assertThat(new Fold(PerAxis.of(4, 5), UnfoldOptions.kernel(2).withStride(2, 1).withPadding(1))).hasToString(
                "Fold(output_size=(4, 5), kernel_size=2, dilation=1, padding=1, stride=(2, 1))");
    }
}

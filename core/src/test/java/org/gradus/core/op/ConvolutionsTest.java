package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.op.ConvOp.conv1d;
import static org.gradus.core.op.ConvOp.conv2d;
import static org.gradus.core.op.ConvOp.conv3d;
import static org.gradus.core.op.ConvTransposeOp.convTranspose1d;
import static org.gradus.core.op.ConvTransposeOp.convTranspose2d;
import static org.gradus.core.op.ConvTransposeOp.convTranspose3d;

import java.util.List;
import java.util.Objects;
import org.gradus.core.AutoPadding;
import org.gradus.core.ConvOptions;
import org.gradus.core.ConvTransposeOptions;
import org.gradus.core.DType;
import org.gradus.core.Node;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvolutionsTest {

    private static final ConvOptions PLAIN = ConvOptions.DEFAULT;
    private static final ConvTransposeOptions SPREAD = ConvTransposeOptions.DEFAULT;

    private static Tensor line(float... values) {
        return Tensor.of(values, 1, 1, values.length);
    }

    private static Tensor normal(int... shape) {
        return Tensor.randn(new Rng(8), shape);
    }

    private static float[] of(Tensor y) {
        return y.toFloatArray();
    }

    @Test
    void conv1d_multiplies_a_line_window_by_window() {
        Tensor x = line(1, 2, -1, 1, -3);
        Tensor w = line(1, 0, -1);
        // 1 − (−1), 2 − 1, −1 − (−3)
        assertThat(of(conv1d(x, w))).containsExactly(2, 1, 2);
        // over 0 1 2 −1 1 −3 0, at 0, 2 and 4: 0 − 2, 2 − 1, 1 − 0
        assertThat(of(conv1d(x, w, PLAIN.withStride(2).withPadding(1)))).containsExactly(-2, 1, 1);
        // 1 − (−3), and 10 more
        assertThat(of(conv1d(x, w, Tensor.of(new float[]{10}), PLAIN.withDilation(2)))).containsExactly(14);
        // a stride larger than the kernel: 1 and 1
        assertThat(of(conv1d(x, line(1), PLAIN.withStride(3)))).containsExactly(1, 1);
    }

    @Test
    void conv1d_is_conv2d_of_height_1_to_the_bit() {
        Tensor x = normal(3, 6, 41);
        Tensor w = normal(8, 3, 5);
        Tensor b = normal(8);
        Tensor expected = conv2d(x.unsqueeze(2), w.unsqueeze(2), b,
                PLAIN.withStride(1, 2).withPadding(0, 3).withDilation(1, 2).withGroups(2)).squeeze(2);
        Tensor y = conv1d(x, w, b, PLAIN.withStride(2).withPadding(3).withDilation(2).withGroups(2));
        assertThat(y.shape()).isEqualTo(expected.shape());
        assertThat(of(y)).isEqualTo(of(expected));
    }

    @Test
    void conv3d_adds_up_cubes_of_a_volume() {
        Tensor x = Tensor.arange(27).to(DType.FLOAT32).reshape(1, 1, 3, 3, 3);
        // the first cube holds 0 1 3 4 9 10 12 13, together 52; a step along the width adds 8·1, along the height 8·3, along
        // the depth 8·9
        assertThat(of(conv3d(x, Tensor.ones(1, 1, 2, 2, 2)))).containsExactly(52, 60, 76, 84, 124, 132, 148, 156);
        // the corner alone, with all of 0 1 3 4 9 10 12 13 in the other half of the kernel
        assertThat(of(conv3d(x, Tensor.ones(1, 1, 3, 3, 3), PLAIN.withPadding(1).withStride(2)))[0]).isEqualTo(52);
    }

    @Test
    void conv3d_of_flat_kernels_is_conv2d_of_every_slice_to_the_bit() {
        Tensor x = normal(2, 4, 5, 9, 10);
        Tensor w = normal(6, 4, 1, 3, 3);
        Tensor slices = x.transpose(1, 2).reshape(10, 4, 9, 10);
        Tensor expected = conv2d(slices, w.squeeze(2), PLAIN.withPadding(1)).reshape(2, 5, 6, 9, 10).transpose(1, 2);
        assertThat(of(conv3d(x, w, PLAIN.withPadding(0, 1, 1)))).isEqualTo(of(expected));
    }

    @Test
    void conv3d_of_long_kernels_is_conv1d_of_every_pixel() {
        Tensor x = normal(2, 3, 8, 2, 3).to(DType.FLOAT64);
        Tensor w = normal(4, 3, 5, 1, 1).to(DType.FLOAT64);
        Tensor lines = x.permute(0, 3, 4, 1, 2).reshape(12, 3, 8);
        Tensor expected = conv1d(lines, w.reshape(4, 3, 5), PLAIN.withPadding(2)).reshape(2, 2, 3, 4, 8)
                .permute(0, 3, 4, 1, 2);
        assertThat(conv3d(x, w, PLAIN.withPadding(2, 0, 0)).toDoubleArray()).isEqualTo(expected.toDoubleArray());
    }

    @Test
    void padding_same_keeps_the_size_with_the_odd_cell_at_the_end() {
        Tensor x = line(1, 2, 3);
        // over 1 2 3 0
        assertThat(of(conv1d(x, line(1, 10), PLAIN.withPadding(AutoPadding.SAME)))).containsExactly(21, 32, 3);
        // dilation 3 needs 3 cells: over 0 1 2 3 0 0, at 0 and 3, 1 and 4, 2 and 5
        assertThat(of(conv1d(x, line(1, 10), PLAIN.withPadding(AutoPadding.SAME).withDilation(3))))
                .containsExactly(30, 1, 2);
        assertThat(of(conv1d(x, line(1, 10), PLAIN.withPadding(AutoPadding.VALID)))).containsExactly(21, 32);
        Tensor volume = normal(1, 2, 3, 4, 5);
        assertThat(conv3d(volume, normal(3, 2, 2, 5, 4), PLAIN.withPadding(AutoPadding.SAME)).shape())
                .isEqualTo(Shape.of(1, 3, 3, 4, 5));
    }

    @Test
    void padding_same_of_odd_kernels_is_the_same_on_both_sides() {
        Tensor x = normal(1, 2, 6, 7);
        Tensor w = normal(3, 2, 3, 5);
        assertThat(of(conv2d(x, w, PLAIN.withPadding(AutoPadding.SAME))))
                .isEqualTo(of(conv2d(x, w, PLAIN.withPadding(1, 2))));
    }

    @Test
    void convTranspose1d_adds_the_filter_where_every_element_lies() {
        Tensor x = line(1, 2);
        Tensor w = line(1, 10, 100);
        // 1 10 100 at 0 and 2 20 200 at 2
        assertThat(of(convTranspose1d(x, w, SPREAD.withStride(2)))).containsExactly(1, 10, 102, 20, 200);
        assertThat(of(convTranspose1d(x, w))).containsExactly(1, 12, 120, 200);
        // with gaps: 1 0 10 0 100 at 0, 2 0 20 0 200 at 1
        assertThat(of(convTranspose1d(x, w, SPREAD.withDilation(2)))).containsExactly(1, 2, 10, 20, 100, 200);
        // a stride larger than the kernel leaves zeros
        assertThat(of(convTranspose1d(x, line(7), SPREAD.withStride(3)))).containsExactly(7, 0, 0, 14);
        assertThat(of(convTranspose1d(x, w, Tensor.of(new float[]{-1}), SPREAD.withStride(2))))
                .containsExactly(0, 9, 101, 19, 199);
    }

    @Test
    void the_padding_of_a_transposed_convolution_takes_away_and_the_output_padding_gives_back() {
        Tensor x = line(1, 2);
        Tensor w = line(1, 10, 100);
        assertThat(of(convTranspose1d(x, w, SPREAD.withStride(2).withPadding(1)))).containsExactly(10, 102, 20);
        assertThat(of(convTranspose1d(x, w, SPREAD.withStride(2).withPadding(1).withOutputPadding(1))))
                .containsExactly(10, 102, 20, 200);
        // beyond the last window there is nothing but zeros
        assertThat(of(convTranspose1d(x, w, SPREAD.withStride(2).withOutputPadding(1))))
                .containsExactly(1, 10, 102, 20, 200, 0);
        // less than the dilation is enough
        assertThat(of(convTranspose1d(x, line(1, 10), SPREAD.withDilation(3).withOutputPadding(2))))
                .containsExactly(1, 2, 0, 10, 20, 0, 0);
        assertThat(of(convTranspose1d(x, line(5), SPREAD.withDilation(2).withOutputPadding(1))))
                .containsExactly(5, 10, 0);
    }

    @Test
    void convTranspose2d_of_two_groups_works_on_each() {
        // the first channel times 1 and 2, the second times 3 and 4
        Tensor x = Tensor.of(new float[]{1, 10}, 1, 2, 1, 1);
        Tensor w = Tensor.of(new float[]{1, 2, 3, 4}, 2, 2, 1, 1);
        Tensor y = convTranspose2d(x, w, SPREAD.withGroups(2));
        assertThat(y.shape()).isEqualTo(Shape.of(1, 4, 1, 1));
        assertThat(of(y)).containsExactly(1, 2, 30, 40);
        // in one group the channels are added: 1·1 + 10·3, 1·2 + 10·4
        assertThat(of(convTranspose2d(x, w))).containsExactly(31, 42);
    }

    @Test
    void a_transposed_convolution_is_the_gradient_of_the_convolution() {
        Tensor image = normal(2, 4, 7, 8).requiresGrad(true);
        Tensor w = normal(6, 2, 3, 2);
        Tensor y = conv2d(image, w, PLAIN.withStride(2, 3).withPadding(1).withGroups(2));
        Tensor g = Tensor.randn(new Rng(9), y.shape().toArray());
        y.mul(g).sum().backward();
        // (4 − 1)·2 − 2 + 3 = 7; (3 − 1)·3 − 2 + 2 = 6 and 2 cells that no window reaches
        Tensor back = convTranspose2d(g, w,
                SPREAD.withStride(2, 3).withPadding(1).withOutputPadding(0, 2).withGroups(2));
        assertThat(back.shape()).isEqualTo(image.shape());
        assertThat(of(back)).isEqualTo(of(Objects.requireNonNull(image.grad())));
    }

    @Test
    void convTranspose3d_of_flat_kernels_is_convTranspose2d_of_every_slice() {
        Tensor x = normal(2, 4, 3, 5, 4);
        Tensor w = normal(4, 3, 1, 3, 2);
        Tensor slices = x.transpose(1, 2).reshape(6, 4, 5, 4);
        Tensor expected = convTranspose2d(slices, w.squeeze(2), SPREAD.withStride(2, 3)).reshape(2, 3, 3, 11, 11)
                .transpose(1, 2);
        assertThat(of(convTranspose3d(x, w, SPREAD.withStride(1, 2, 3)))).isEqualTo(of(expected));
    }

    @Test
    void a_single_input_needs_no_batch() {
        Tensor image = normal(2, 5, 6);
        Tensor w = normal(3, 2, 2, 2);
        Tensor y = conv2d(image, w);
        assertThat(y.shape()).isEqualTo(Shape.of(3, 4, 5));
        assertThat(of(y)).isEqualTo(of(conv2d(image.unsqueeze(0), w)));
        assertThat(convTranspose2d(y, w).shape()).isEqualTo(Shape.of(2, 5, 6));
        assertThat(conv1d(normal(2, 5), normal(3, 2, 2)).shape()).isEqualTo(Shape.of(3, 4));
        assertThat(conv3d(normal(2, 5, 5, 5), normal(3, 2, 2, 2, 2)).shape()).isEqualTo(Shape.of(3, 4, 4, 4));
    }

    @Test
    void an_empty_batch_stays_empty() {
        assertThat(conv1d(Tensor.ones(0, 2, 5), Tensor.ones(3, 2, 2)).shape()).isEqualTo(Shape.of(0, 3, 4));
        assertThat(conv3d(Tensor.ones(0, 2, 5, 5, 5), Tensor.ones(3, 2, 2, 2, 2)).shape())
                .isEqualTo(Shape.of(0, 3, 4, 4, 4));
        assertThat(convTranspose2d(Tensor.ones(0, 3, 4, 4), Tensor.ones(3, 2, 2, 2), Tensor.ones(2), SPREAD).shape())
                .isEqualTo(Shape.of(0, 2, 5, 5));
    }

    @Test
    void the_tape_names_the_number_of_axes() {
        Tensor y = convTranspose1d(conv1d(Tensor.ones(1, 1, 4).requiresGrad(true), Tensor.ones(1, 1, 2)),
                Tensor.ones(1, 1, 2));
        assertThat(Tape.recorded(y).stream().map(Node::op).map(op -> op.name())).containsAll(List.of("conv1d",
                "convTranspose1d"));
    }

    @Test
    void numbers_per_axis_print_as_they_were_given() {
        assertThat(PerAxis.of(3)).hasToString("3");
        assertThat(PerAxis.of(3, 5)).hasToString("(3, 5)");
        assertThat(PerAxis.of(3).along(2)).isEqualTo(3);
        assertThat(PerAxis.of(3, 5).along(1)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(AutoPadding.class)
    void rules_for_paddings_go_with_every_number_of_axes(AutoPadding rule) {
        assertThat(conv1d(line(1, 2, 3), line(1), PLAIN.withPadding(rule)).shape()).isEqualTo(Shape.of(1, 1, 3));
        assertThat(conv2d(Tensor.ones(1, 3, 3), Tensor.ones(1, 1, 1, 1), PLAIN.withPadding(rule)).shape())
                .isEqualTo(Shape.of(1, 3, 3));
    }
}

package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Sequential;
import org.junit.jupiter.api.Test;

class ConvNetBuilderTest {

    @Test
    void the_lectures_cnn_is_two_convolutions_two_pools_and_one_fc() {
        Rng.manualSeed(1);
        Sequential built = ConvNetBuilder.input(Shape.of(1, 28, 28)).conv(10, 5).pool(2).conv(20, 5).pool(2).output(10);
        assertThat(built).hasToString("""
                Sequential(
                  (0): Conv2d(1, 10, kernel_size=(5, 5), stride=(1, 1))
                  (1): ReLU()
                  (2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                  (3): Conv2d(10, 20, kernel_size=(5, 5), stride=(1, 1))
                  (4): ReLU()
                  (5): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                  (6): Flatten(start_dim=1, end_dim=-1)
                  (7): Linear(in_features=320, out_features=10, bias=True)
                )""");
        Rng.manualSeed(1);
        Tensor x = Tensor.rand(new Rng(2), 2, 1, 28, 28);
        assertThat(built.forward(x).logSoftmax(1).toFloatArray()).isEqualTo(new CNN().forward(x).toFloatArray());
    }

    @Test
    void shapes_follow_the_pattern_with_n_m_and_k_above_one() {
        ConvNetBuilder builder = ConvNetBuilder.input(Shape.of(3, 32, 32));
        for (int block = 0; block < 3; block++) {
            builder.convs(2, 8 << block).pool(2);
        }
        assertThat(builder.shape()).isEqualTo(Shape.of(32, 4, 4));
        builder.fc(100).fc(50);
        assertThat(builder.shape()).isEqualTo(Shape.of(50));
        Sequential net = builder.output(10);
        assertThat(net.size()).isEqualTo(3 * 5 + 1 + 2 * 2 + 1);
        assertThat(net.forward(Tensor.zeros(2, 3, 32, 32)).shape()).isEqualTo(Shape.of(2, 10));
    }

    @Test
    void strides_paddings_and_overlapping_pools_count() {
        ConvNetBuilder builder = ConvNetBuilder.input(Shape.of(3, 227, 227))
                .conv(96, Conv2d.options(11).withStride(4));
        assertThat(builder.shape()).isEqualTo(Shape.of(96, 55, 55));
        builder.pool(MaxPoolOptions.kernel(3).withStride(2));
        assertThat(builder.shape()).isEqualTo(Shape.of(96, 27, 27));
        builder.conv(256, Conv2d.options(5).withPadding(2));
        assertThat(builder.shape()).isEqualTo(Shape.of(256, 27, 27));
    }

    @Test
    void a_network_without_convolutions_is_linear_layers_alone() {
        assertThat(ConvNetBuilder.input(Shape.of(1, 2, 2)).fc(3).output(2)).hasToString("""
                Sequential(
                  (0): Flatten(start_dim=1, end_dim=-1)
                  (1): Linear(in_features=4, out_features=3, bias=True)
                  (2): ReLU()
                  (3): Linear(in_features=3, out_features=2, bias=True)
                )""");
    }

    @Test
    void a_picture_that_becomes_too_small_is_refused_naming_the_layer() {
        ConvNetBuilder small = ConvNetBuilder.input(Shape.of(1, 12, 12)).conv(4, 5).pool(2);
        assertThat(small.shape()).isEqualTo(Shape.of(4, 4, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> small.conv(8, 5)).withMessage(
                "[convNet] layer 3, Conv2d(4, 8, kernel_size=(5, 5), stride=(1, 1)), does not fit [4,4,4]: [conv2d] the window spans 5 (kernel 5, dilation 1) but the padded input's height is only 4 (4 + 2·0); use a larger input, more padding or a smaller kernel");
        assertThatIllegalArgumentException().isThrownBy(() -> small.pool(5))
                .withMessageStartingWith("[convNet] layer 3, MaxPool2d(kernel_size=5").withMessageContaining("[4,4,4]");
        assertThat(small.conv(8, 4).shape()).isEqualTo(Shape.of(8, 1, 1));
    }

    @Test
    void convolutions_and_pools_after_a_fully_connected_layer_are_refused() {
        ConvNetBuilder builder = ConvNetBuilder.input(Shape.of(1, 8, 8)).fc(7);
        assertThatIllegalStateException().isThrownBy(() -> builder.conv(3, 3)).withMessage(
                "[convNet] a convolution needs a picture, but a fully connected layer has made it 7 numbers; add it before fc");
        assertThatIllegalStateException().isThrownBy(() -> builder.pool(2)).withMessageStartingWith("[convNet] a pool");
    }

    @Test
    void senseless_sizes_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConvNetBuilder.input(Shape.of(28, 28)))
                .withMessage("[convNet] the input must be [C,H,W], but is [28,28]");
        assertThatIllegalArgumentException().isThrownBy(() -> ConvNetBuilder.input(Shape.of(1, 0, 28)));
        ConvNetBuilder builder = ConvNetBuilder.input(Shape.of(1, 8, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.convs(0, 3))
                .withMessage("[convNet] the number of convolutions must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.fc(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.conv(0, 3));
    }
}

package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.LpPoolOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.core.op.AvgPools;
import org.gradus.core.op.LpPools;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.MaxPools;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolLayersTest {

    private static final Tensor LINE = Tensor.rand(new Rng(1), 2, 4, 7);
    private static final Tensor IMAGE = Tensor.rand(new Rng(2), 2, 4, 6, 4);
    private static final Tensor VOLUME = Tensor.rand(new Rng(3), 2, 2, 3, 4, 5);
    private static final MaxPoolOptions MAX = MaxPoolOptions.kernel(3).withStride(2).withPadding(1);
    private static final AvgPoolOptions AVG = AvgPoolOptions.kernel(3, 2).withStride(2, 1).withPadding(1, 0);

    /** A layer, what PyTorch prints for it, what goes in and what must come out. */
    private record Case(Layer layer, String printed, Tensor x, Tensor expected) {}

    static List<Case> lines() {
        return List.of(
                new Case(new MaxPool1d(2), "MaxPool1d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)",
                        LINE, MaxPools.maxPool1d(LINE, MaxPoolOptions.kernel(2))),
                new Case(new AvgPool1d(3), "AvgPool1d(kernel_size=(3,), stride=(3,), padding=(0,))", LINE,
                        AvgPools.avgPool1d(LINE, AvgPoolOptions.kernel(3))),
                new Case(new AvgPool1d(AvgPoolOptions.kernel(3).withStride(2).withPadding(1)),
                        "AvgPool1d(kernel_size=(3,), stride=(2,), padding=(1,))", LINE,
                        AvgPools.avgPool1d(LINE, AvgPoolOptions.kernel(3).withStride(2).withPadding(1))),
                new Case(new AdaptiveAvgPool1d(5), "AdaptiveAvgPool1d(output_size=5)", LINE,
                        AvgPools.adaptiveAvgPool1d(LINE, 5)),
                new Case(new AdaptiveMaxPool1d(5), "AdaptiveMaxPool1d(output_size=5)", LINE,
                        MaxPools.adaptiveMaxPool1d(LINE, 5)),
                new Case(new LPPool1d(2, 3), "LPPool1d(norm_type=2, kernel_size=3, stride=None, ceil_mode=False)", LINE,
                        LpPools.lpPool1d(LINE, 2, LpPoolOptions.kernel(3))));
    }

    static List<Case> images() {
        LpPoolOptions norms = LpPoolOptions.kernel(3, 2).withStride(2, 1).withCeilMode(true);
        return List.of(
                new Case(new MaxPool2d(MAX),
                        "MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)",
                        IMAGE, MaxPool2dOp.maxPool2d(IMAGE, MAX)),
                new Case(new AvgPool2d(3), "AvgPool2d(kernel_size=3, stride=3, padding=0)", IMAGE,
                        AvgPools.avgPool2d(IMAGE, AvgPoolOptions.kernel(3))),
                new Case(new AvgPool2d(AVG), "AvgPool2d(kernel_size=(3, 2), stride=(2, 1), padding=(1, 0))", IMAGE,
                        AvgPools.avgPool2d(IMAGE, AVG)),
                new Case(new AdaptiveAvgPool2d(7), "AdaptiveAvgPool2d(output_size=7)", IMAGE,
                        AvgPools.adaptiveAvgPool2d(IMAGE, 7)),
                new Case(new AdaptiveAvgPool2d(1, -1), "AdaptiveAvgPool2d(output_size=(1, None))", IMAGE,
                        AvgPools.adaptiveAvgPool2d(IMAGE, 1, -1)),
                new Case(new AdaptiveMaxPool2d(5, 3), "AdaptiveMaxPool2d(output_size=(5, 3))", IMAGE,
                        MaxPools.adaptiveMaxPool2d(IMAGE, 5, 3)),
                new Case(new LPPool2d(1.2, norms),
                        "LPPool2d(norm_type=1.2, kernel_size=(3, 2), stride=(2, 1), ceil_mode=True)", IMAGE,
                        LpPools.lpPool2d(IMAGE, 1.2, norms)));
    }

    static List<Case> volumes() {
        return List.of(
                new Case(new MaxPool3d(MAX),
                        "MaxPool3d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)",
                        VOLUME, MaxPools.maxPool3d(VOLUME, MAX)),
                new Case(new AvgPool3d(2), "AvgPool3d(kernel_size=2, stride=2, padding=0)", VOLUME,
                        AvgPools.avgPool3d(VOLUME, AvgPoolOptions.kernel(2))),
                new Case(new AdaptiveAvgPool3d(2, 3, -1), "AdaptiveAvgPool3d(output_size=(2, 3, None))", VOLUME,
                        AvgPools.adaptiveAvgPool3d(VOLUME, 2, 3, -1)),
                new Case(new AdaptiveMaxPool3d(2), "AdaptiveMaxPool3d(output_size=2)", VOLUME,
                        MaxPools.adaptiveMaxPool3d(VOLUME, 2)),
                new Case(new LPPool3d(1, 2), "LPPool3d(norm_type=1, kernel_size=2, stride=None, ceil_mode=False)",
                        VOLUME, LpPools.lpPool3d(VOLUME, 1, LpPoolOptions.kernel(2))));
    }

    @ParameterizedTest
    @MethodSource({"lines", "images", "volumes"})
    void a_layer_computes_its_function_and_is_printed_as_by_pytorch(Case of) {
        assertThat(of.layer()).hasToString(of.printed());
        Tensor y = of.layer().forward(of.x());
        assertThat(y.shape()).as(of.printed()).isEqualTo(of.expected().shape());
        assertThat(y.toFloatArray()).as(of.printed()).isEqualTo(of.expected().toFloatArray());
    }

    @Test
    void what_a_max_pool_found_is_put_back_where_it_stood() {
        ValuesAndIndices lines = new MaxPool1d(2).forwardWithIndices(LINE);
        assertThat(new MaxUnpool1d(2).forward(lines.values(), lines.indices()).shape()).isEqualTo(Shape.of(2, 4, 6));
        assertPutBack(new MaxUnpool1d(2).forward(lines.values(), lines.indices(), 7), lines, LINE);
        ValuesAndIndices images = new MaxPool2d(2).forwardWithIndices(IMAGE);
        assertPutBack(new MaxUnpool2d(2).forward(images.values(), images.indices()), images, IMAGE);
        ValuesAndIndices volumes = new MaxPool3d(2).forwardWithIndices(VOLUME);
        assertPutBack(new MaxUnpool3d(2).forward(volumes.values(), volumes.indices(), 3, 4, 5), volumes, VOLUME);
        ValuesAndIndices even = new AdaptiveMaxPool1d(7).forwardWithIndices(LINE);
        assertThat(even.indices().select(0, 1).select(0, 3).toLongArray()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(new AdaptiveMaxPool2d(6, 4).forwardWithIndices(IMAGE).values().toFloatArray())
                .isEqualTo(IMAGE.toFloatArray());
        assertThat(new AdaptiveMaxPool3d(3, 4, 5).forwardWithIndices(VOLUME).values().toFloatArray())
                .isEqualTo(VOLUME.toFloatArray());
    }

    /** Each value stands where it stood, and there are no others. */
    private static void assertPutBack(Tensor y, ValuesAndIndices found, Tensor x) {
        assertThat(y.shape()).isEqualTo(x.shape());
        float[] put = y.toFloatArray();
        float[] whole = x.toFloatArray();
        int kept = 0;
        for (int i = 0; i < put.length; i++) {
            if (put[i] != 0) {
                assertThat(put[i]).isEqualTo(whole[i]);
                kept++;
            }
        }
        assertThat(kept).isEqualTo(found.values().numel());
    }

    @Test
    void unpooling_layers_are_printed_as_by_pytorch() {
        assertThat(new MaxUnpool1d(2)).hasToString("MaxUnpool1d(kernel_size=(2,), stride=(2,), padding=(0,))");
        assertThat(new MaxUnpool2d(MaxUnpoolOptions.kernel(3, 2).withStride(2).withPadding(1)))
                .hasToString("MaxUnpool2d(kernel_size=(3, 2), stride=(2, 2), padding=(1, 1))");
        assertThat(new MaxUnpool3d(3)).hasToString(
                "MaxUnpool3d(kernel_size=(3, 3, 3), stride=(3, 3, 3), padding=(0, 0, 0))");
    }
}

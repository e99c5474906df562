package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.AvgPool2d;
import org.gradus.layers.BatchNorm1d;
import org.gradus.layers.Conv1d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.ConvTranspose2d;
import org.gradus.layers.Dropout;
import org.gradus.layers.Flatten;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.Module;
import org.gradus.layers.ModuleList;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.gradus.models.ModelSummary.Row;
import org.junit.jupiter.api.Test;

/** Summaries; numbers of torchinfo's are those that its own tests expect. */
class ModelSummaryTest {

    private static ModelSummary of(Layer model, int... input) {
        return ModelSummary.of(model, Shape.of(input));
    }

    @Test
    void the_table_of_the_cnn_is_torchinfos() {
        assertThat(of(new CNN(), 1, 1, 28, 28)).hasToString(
                """
                        ==========================================================================================
                        Layer (type:depth-idx)                   Output Shape              Param #
                        ==========================================================================================
                        CNN                                      [1, 10]                   --
                        ├─Sequential: 1-1                        [1, 10, 12, 12]           --
                        │    ├─Conv2d: 2-1                       [1, 10, 24, 24]           260
                        │    ├─ReLU: 2-2                         [1, 10, 24, 24]           --
                        │    └─MaxPool2d: 2-3                    [1, 10, 12, 12]           --
                        ├─Sequential: 1-2                        [1, 20, 4, 4]             --
                        │    ├─Conv2d: 2-4                       [1, 20, 8, 8]             5,020
                        │    ├─ReLU: 2-5                         [1, 20, 8, 8]             --
                        │    └─MaxPool2d: 2-6                    [1, 20, 4, 4]             --
                        └─Linear: 1-3                            [1, 10]                   3,210
                        ==========================================================================================
                        Total params: 8,490
                        Trainable params: 8,490
                        Non-trainable params: 0
                        Total mult-adds (M): 0.47
                        ==========================================================================================
                        Input size (MB): 0.00
                        Forward/backward pass size (MB): 0.06
                        Params size (MB): 0.03
                        Estimated Total Size (MB): 0.09
                        ==========================================================================================
                        """);
    }

    @Test
    void the_summary_of_resnet18_by_its_first_level_is_torchinfos() {
        ModelSummary summary = of(new ResNet(ResNet.Depth.RESNET18), 1, 3, 64, 64);
        var options = SummaryOptions.DEFAULT.withDepth(1).withColumns(SummaryColumn.OUTPUT_SIZE,
                SummaryColumn.NUM_PARAMS, SummaryColumn.PARAMS_PERCENT);
        assertThat(summary.toString(options)).isEqualTo(
                """
                        ===================================================================================================================
                        Layer (type:depth-idx)                   Output Shape              Param #                   Param %
                        ===================================================================================================================
                        ResNet                                   [1, 1000]                 --                             --
                        ├─Conv2d: 1-1                            [1, 64, 32, 32]           9,408                       0.08%
                        ├─BatchNorm2d: 1-2                       [1, 64, 32, 32]           128                         0.00%
                        ├─ReLU: 1-3                              [1, 64, 32, 32]           --                             --
                        ├─MaxPool2d: 1-4                         [1, 64, 16, 16]           --                             --
                        ├─Sequential: 1-5                        [1, 64, 16, 16]           147,968                     1.27%
                        ├─Sequential: 1-6                        [1, 128, 8, 8]            525,568                     4.50%
                        ├─Sequential: 1-7                        [1, 256, 4, 4]            2,099,712                  17.96%
                        ├─Sequential: 1-8                        [1, 512, 2, 2]            8,393,728                  71.81%
                        ├─AdaptiveAvgPool2d: 1-9                 [1, 512, 1, 1]            --                             --
                        └─Linear: 1-10                           [1, 1000]                 513,000                     4.39%
                        ===================================================================================================================
                        Total params: 11,689,512
                        Trainable params: 11,689,512
                        Non-trainable params: 0
                        Total mult-adds (M): 148.57
                        ===================================================================================================================
                        Input size (MB): 0.05
                        Forward/backward pass size (MB): 3.25
                        Params size (MB): 46.76
                        Estimated Total Size (MB): 50.06
                        ===================================================================================================================
                        """);
        assertThat(summary.toString()).contains(
                "│    │    ├─Conv2d: 3-1                  [1, 64, 16, 16]           36,864",
                "│    └─BasicBlock: 2-2                   [1, 64, 16, 16]           --",
                "│         ├─Conv2d: 3-7                  [1, 64, 16, 16]           36,864",
                "│    │    ├─Sequential: 3-18             [1, 128, 8, 8]            8,448");
    }

    @Test
    void all_columns_of_a_small_network_have_torchinfos_numbers() {
        var net = new Sequential(new Conv2d(1, 10, 5), new MaxPool2d(2), new Conv2d(10, 20, 5), new Dropout(),
                new MaxPool2d(2), new Flatten(), new Linear(320, 50), new ReLU(), new Linear(50, 10));
        String table = of(net, 7, 1, 28, 28).toString(SummaryOptions.DEFAULT.withColumns(SummaryColumn.values()));
        assertThat(table.lines().map(line -> line.replaceAll("  +", " | "))).contains(
                "Layer (type:depth-idx) | Kernel Shape | Input Shape | Output Shape | Param # | Param % | Mult-Adds | Trainable | Unseen Pixels",
                "Sequential | -- | [7, 1, 28, 28] | [7, 10] | -- | -- | -- | True | --",
                "├─Conv2d: 1-1 | [5, 5] | [7, 1, 28, 28] | [7, 10, 24, 24] | 260 | 1.19% | 1,048,320 | True | 0",
                "├─Conv2d: 1-3 | [5, 5] | [7, 10, 12, 12] | [7, 20, 8, 8] | 5,020 | 22.99% | 2,248,960 | True | 0",
                "├─Dropout: 1-4 | -- | [7, 20, 8, 8] | [7, 20, 8, 8] | -- | -- | -- | -- | --",
                "├─MaxPool2d: 1-5 | [2, 2] | [7, 20, 8, 8] | [7, 20, 4, 4] | -- | -- | -- | -- | 0",
                "├─Linear: 1-7 | -- | [7, 320] | [7, 50] | 16,050 | 73.49% | 112,350 | True | --",
                "└─Linear: 1-9 | -- | [7, 50] | [7, 10] | 510 | 2.34% | 3,570 | True | --",
                "Total mult-adds (M): 3.41", "Forward/backward pass size (MB): 0.40");
    }

    @Test
    void rows_have_dotted_names_and_depths() {
        var net = new Sequential(new Linear(2, 3), new Sequential(new ReLU(), new Linear(3, 4)));
        ModelSummary summary = of(net, 1, 2);
        assertThat(summary.rows()).extracting(Row::name).containsExactly("", "0", "1", "1.0", "1.1");
        assertThat(summary.rows()).extracting(Row::depth).containsExactly(0, 1, 1, 2, 2);
        assertThat(summary.rows()).extracting(row -> row.own().all()).containsExactly(0L, 9L, 0L, 0L, 16L);
        assertThat(summary.rows()).extracting(row -> row.whole().all()).containsExactly(25L, 9L, 16L, 0L, 16L);
        assertThat(summary.parameters().all()).isEqualTo(25);
        assertThat(summary.outputs()).isEqualTo(3 + 3 + 4);
        assertThat(summary.multAdds()).isEqualTo(9 + 16);
        assertThat(summary.toString(SummaryOptions.DEFAULT.withVarNames(true))).contains(
                "Layer (type (var_name):depth-idx)",
                "├─Linear (0): 1-1", "     └─Linear (1): 2-2");
    }

    @Test
    void a_shared_layer_is_a_row_wherever_it_is_applied_but_counted_once() {
        var shared = new Linear(2, 2);
        ModelSummary summary = of(new Sequential(shared, new ReLU(), shared), 1, 5, 2);
        assertThat(summary.rows()).extracting(Row::repeated).containsExactly(false, false, false, true);
        assertThat(summary.rows()).extracting(row -> row.own().all()).containsExactly(0L, 6L, 0L, 0L);
        assertThat(summary.parameters().all()).isEqualTo(6);
        assertThat(summary.multAdds()).isEqualTo(2 * 5 * 6);
        assertThat(summary.toString(SummaryOptions.DEFAULT.withColumns(SummaryColumn.NUM_PARAMS,
                SummaryColumn.PARAMS_PERCENT)))
                .contains("├─Linear: 1-1                            6                         100.00%\n",
                        "└─Linear: 1-3                            (recursive)               (recursive)\n");
    }

    @Test
    void frozen_parameters_are_not_trainable_and_stand_in_parentheses() {
        var frozen = new Linear(2, 3);
        frozen.requiresGrad(false);
        var partly = new Linear(3, 1);
        partly.bias().requiresGrad(false);
        ModelSummary summary = of(new Sequential(frozen, partly), 1, 2);
        assertThat(summary.parameters()).isEqualTo(new ParameterCount(13, 3, 52));
        assertThat(summary.toString(SummaryOptions.DEFAULT.withColumns(SummaryColumn.NUM_PARAMS,
                SummaryColumn.TRAINABLE)))
                .contains("├─Linear: 1-1                            (9)                       False\n",
                        "└─Linear: 1-2                            4                         Partial\n",
                        "Trainable params: 3\nNon-trainable params: 10\n");
    }

    /** A list that is not applied itself, a parameter of its own, and layers that are not applied. */
    private static final class Odd extends Layer {

        private final ModuleList<Layer> list = child("list", new ModuleList<Layer>(new Linear(2, 2), new ReLU()));
        private final Linear idle = child("idle", new Linear(4, 1));
        private final Tensor scale = parameter("scale", Tensor.ones(2));

        @Override
        protected Tensor compute(Tensor x) {
            Tensor y = x;
            for (Layer layer : list) {
                y = layer.forward(y);
            }
            return y.mul(scale);
        }
    }

    @Test
    void modules_that_are_not_applied_themselves_hold_rows_and_what_has_no_row_counts_with_its_holder() {
        ModelSummary summary = of(new Odd(), 1, 2);
        assertThat(summary.parameters().all()).isEqualTo(6 + 5 + 2);
        assertThat(summary.rows()).extracting(Row::name).containsExactly("", "list", "list.0", "list.1");
        assertThat(summary.toString()).contains("""
                Odd                                      [1, 2]                    7
                └─ModuleList: 1-1                        --                        --
                     ├─Linear: 2-1                       [1, 2]                    6
                     └─ReLU: 2-2                         [1, 2]                    --
                """);
    }

    @Test
    void a_module_that_is_no_layer_is_applied_by_a_function() {
        var list = new ModuleList<>(new Linear(2, 3), new Linear(2, 4));
        ModelSummary summary = ModelSummary.of(list, Shape.of(5, 2), x -> list.get(1).forward(x));
        assertThat(summary.rows()).extracting(Row::name).containsExactly("", "1");
        assertThat(summary.rows().getFirst().own().all()).isEqualTo(9);
        assertThat(summary.parameters().all()).isEqualTo(9 + 12);
    }

    @Test
    void a_single_layer_is_a_summary_of_its_own() {
        assertThat(of(new Linear(3, 2), 4, 3).toString()).contains("""
                Linear                                   [4, 2]                    8
                ====""", "Total mult-adds (M): 0.00");
    }

    @Test
    void transposed_convolutions_and_normalisations_count_as_torchinfo_counts_them() {
        var net = new Sequential(new ConvTranspose2d(2, 3, 2), new Flatten(1, 2), new Flatten(1, 2));
        assertThat(of(net, 2, 2, 4, 4).multAdds()).isEqualTo((2 * 3 * 4 + 3) * (2 * 5 * 5));
        assertThat(of(new BatchNorm1d(3), 5, 3).multAdds()).isEqualTo(6 * 5);
    }

    @Test
    void deeper_levels_are_summed_up() {
        var net = new Sequential(new Sequential(new Linear(2, 3), new Linear(3, 4)));
        assertThat(of(net, 1, 2).toString(SummaryOptions.DEFAULT.withDepth(0)
                .withColumns(SummaryColumn.NUM_PARAMS, SummaryColumn.MULT_ADDS)))
                .contains("Sequential                               25                        25\n===");
    }

    private static WindowFit fit(Layer layer, int... input) {
        return of(layer, input).rows().getFirst().window();
    }

    @Test
    void pixels_at_the_end_that_no_filter_sees_are_counted() {
        // Four windows of 3 with stride 2 end at pixel 8 of 0 to 9: a row and a column are lost, 100 − 81 pixels.
        assertThat(fit(new Conv2d(1, 1, Conv2d.options(3).withStride(2)), 1, 1, 10, 10))
                .isEqualTo(new WindowFit(ImmutableIntArray.of(3, 3), ImmutableIntArray.of(1, 1), 19));
        assertThat(fit(new Conv2d(1, 1, Conv2d.options(3).withStride(2).withPadding(1)), 1, 1, 10, 10).unseenPixels())
                .isZero();
        assertThat(fit(new MaxPool2d(2), 1, 1, 5, 4).unseen()).isEqualTo(ImmutableIntArray.of(1, 0));
        assertThat(fit(new MaxPool2d(MaxPoolOptions.kernel(2).withCeilMode(true)), 1, 1, 5, 5).unseenPixels()).isZero();
        assertThat(fit(new MaxPool2d(MaxPoolOptions.kernel(2).withStride(3).withDilation(2)), 1, 1, 7, 8).unseen())
                .isEqualTo(ImmutableIntArray.of(1, 2));
        assertThat(fit(new AvgPool2d(AvgPoolOptions.kernel(3, 2)), 2, 1, 8, 7))
                .isEqualTo(new WindowFit(ImmutableIntArray.of(3, 2), ImmutableIntArray.of(2, 1), 56 - 36));
        assertThat(fit(new Conv1d(1, 1, Conv1d.options(4).withStride(3)), 1, 1, 12).unseen())
                .isEqualTo(ImmutableIntArray.of(2));
        assertThat(of(new Conv2d(1, 1, Conv2d.options(3).withStride(2)), 1, 1, 10, 10)
                .toString(SummaryOptions.DEFAULT.withColumns(SummaryColumn.UNSEEN_PIXELS)))
                .contains("19 (1 bottom, 1 right)");
    }

    /** With weights of ones, the derivative of the sum of all outputs by a pixel is how often the pixel is seen. */
    @Test
    void unseen_pixels_are_those_on_which_nothing_depends() {
        for (int size : new int[]{9, 10, 11, 12}) {
            for (int padding : new int[]{0, 1, 2}) {
                var conv = new Conv2d(1, 1, Conv2d.options(5).withStride(4).withPadding(padding).withBias(false));
                conv.weight().set(Tensor.ones(1, 1, 5, 5));
                Tensor x = Tensor.rand(new Rng(1), 1, 1, size, size).requiresGrad(true);
                conv.forward(x).sum().backward();
                int unseen = 0;
                for (float times : x.grad().toFloatArray()) {
                    unseen += times == 0 ? 1 : 0;
                }
                assertThat(fit(conv, 1, 1, size, size).unseenPixels()).as("size %s, padding %s", size, padding)
                        .isEqualTo(unseen);
            }
        }
    }

    @Test
    void nothing_is_recorded_or_drawn_and_modes_stay_as_they_are() {
        class Probe extends Layer {
            private boolean recorded;

            @Override
            protected Tensor compute(Tensor x) {
                recorded = Tape.isRecording() || isTraining();
                return x;
            }
        }
        var probe = new Probe();
        var frozen = new Sequential(new Dropout(0.5));
        frozen.eval();
        var norm = new BatchNorm1d(1000);
        var net = new Sequential(new Dropout(0.5), frozen, probe, norm);
        Rng.manualSeed(3);
        of(net, 1, 1000);
        assertThat(Rng.global().next64()).isEqualTo(new Rng(3).next64());
        assertThat(probe.recorded).isFalse();
        assertThat(norm.numBatchesTracked()).isZero();
        assertThat(net.modules()).extracting(Module::isTraining).containsExactly(true, true, false, false, true, true);
    }

    @Test
    void a_sample_that_does_not_fit_is_refused_and_nothing_stays_behind() {
        var cnn = new CNN();
        assertThatIllegalArgumentException().isThrownBy(() -> of(cnn, 1, 1, 32, 32))
                .withMessageStartingWith("[CNN] the input must be [N,1,28,28], but is float32[1,1,32,32]");
        assertThat(cnn.isTraining()).isTrue();
        List<String> first = of(cnn, 1, 1, 28, 28).toString().lines().toList();
        cnn.forward(Tensor.zeros(3, 1, 28, 28));
        assertThat(of(cnn, 1, 1, 28, 28).toString().lines()).containsExactlyElementsOf(first);
    }

    @Test
    void a_negative_depth_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SummaryOptions.DEFAULT.withDepth(-1))
                .withMessage("[summary] depth must be 0 or more, but is -1");
    }
}

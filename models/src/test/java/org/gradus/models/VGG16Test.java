package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.models.ModelSummary.Row;
import org.junit.jupiter.api.Test;

class VGG16Test {

    private static final VGG16.Options SMALL = VGG16.options().withClasses(10).withSide(32).withWidth(4);

    @Test
    void the_published_network_has_138357544_parameters_and_prints_as_in_the_lecture() {
        var vgg16 = new VGG16();
        assertThat(vgg16.parameters().stream().mapToLong(Tensor::numel).sum()).isEqualTo(138_357_544);
        ModelSummary summary = ModelSummary.of(vgg16, Shape.of(1, 3, 224, 224));
        assertThat(summary.parameters().all()).isEqualTo(138_357_544);
        assertThat(summary.outputs()).isEqualTo(28_671_976);
        assertThat(summary.rows().stream().filter(Row::leaf)).hasSize(38)
                .extracting(row -> row.name() + " " + row.output().shape() + " " + row.own().all())
                .contains("features.0 [1,64,224,224] 1792", "features.28 [1,512,14,14] 2359808",
                        "classifier.1 [1,4096] 102764544")
                .endsWith("classifier.6 [1,1000] 4097000");
        assertThat(vgg16).hasToString("""
                VGG16(
                  (features): Sequential(
                    (0): Conv2d(3, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (1): ReLU()
                    (2): Conv2d(64, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (3): ReLU()
                    (4): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                    (5): Conv2d(64, 128, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (6): ReLU()
                    (7): Conv2d(128, 128, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (8): ReLU()
                    (9): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                    (10): Conv2d(128, 256, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (11): ReLU()
                    (12): Conv2d(256, 256, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (13): ReLU()
                    (14): Conv2d(256, 256, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (15): ReLU()
                    (16): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                    (17): Conv2d(256, 512, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (18): ReLU()
                    (19): Conv2d(512, 512, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (20): ReLU()
                    (21): Conv2d(512, 512, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (22): ReLU()
                    (23): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                    (24): Conv2d(512, 512, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (25): ReLU()
                    (26): Conv2d(512, 512, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (27): ReLU()
                    (28): Conv2d(512, 512, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                    (29): ReLU()
                    (30): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                  )
                  (classifier): Sequential(
                    (0): Dropout(p=0.5, inplace=False)
                    (1): Linear(in_features=25088, out_features=4096, bias=True)
                    (2): ReLU()
                    (3): Dropout(p=0.5, inplace=False)
                    (4): Linear(in_features=4096, out_features=4096, bias=True)
                    (5): ReLU()
                    (6): Linear(in_features=4096, out_features=1000, bias=True)
                  )
                )""");
    }

    @Test
    void state_dict_keys_are_torchvisions() {
        assertThat(new VGG16(SMALL).stateDict().keySet()).startsWith("features.0.weight", "features.0.bias")
                .contains("features.28.bias")
                .endsWith("classifier.1.weight", "classifier.1.bias", "classifier.4.weight",
                        "classifier.4.bias", "classifier.6.weight", "classifier.6.bias")
                .hasSize(32);
    }

    @Test
    void five_pools_make_7x7_of_224x224() {
        ModelSummary summary = ModelSummary.of(new VGG16(VGG16.options().withWidth(1).withClasses(3)),
                Shape.of(1, 3, 224, 224));
        List<Shape> pooled = summary.rows().stream().filter(row -> row.type().equals("MaxPool2d"))
                .map(row -> row.output().shape()).toList();
        assertThat(pooled).containsExactly(Shape.of(1, 1, 112, 112), Shape.of(1, 2, 56, 56), Shape.of(1, 4, 28, 28),
                Shape.of(1, 8, 14, 14), Shape.of(1, 8, 7, 7));
        assertThat(summary.rows().getLast().output().shape()).isEqualTo(Shape.of(1, 3));
    }

    @Test
    void it_scores_a_batch_and_repeats_itself_in_evaluation_only() {
        Rng.manualSeed(8);
        var vgg16 = new VGG16(SMALL);
        Tensor x = Tensor.rand(new Rng(2), 2, 3, 32, 32);
        vgg16.eval();
        float[] scores = Tape.noGrad(() -> vgg16.forward(x)).toFloatArray();
        assertThat(scores).hasSize(20).isEqualTo(Tape.noGrad(() -> vgg16.forward(x)).toFloatArray());
        vgg16.train();
        assertThat(vgg16.forward(x).toFloatArray()).isNotEqualTo(scores);
    }

    @Test
    void a_backward_pass_reaches_every_parameter() {
        var vgg16 = new VGG16(SMALL);
        vgg16.forward(Tensor.rand(new Rng(2), 2, 3, 32, 32)).sum().backward();
        assertThat(vgg16.namedParameters()).hasSize(32)
                .allSatisfy((name, parameter) -> assertThat(parameter.grad()).as(name).isNotNull());
    }

    @Test
    void pictures_and_options_that_do_not_fit_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VGG16(SMALL).forward(Tensor.zeros(1, 3, 224, 224)))
                .withMessageStartingWith("[VGG16] the input must be [N,3,32,32], but is float32[1,3,224,224]");
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withSide(227))
                .withMessage("[VGG16] the side of the pictures must be a multiple of 32, but is 227");
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withSide(0));
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withClasses(0))
                .withMessage("[VGG16] classes must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withWidth(0))
                .withMessage("[VGG16] width must be at least 1, but is 0");
    }
}

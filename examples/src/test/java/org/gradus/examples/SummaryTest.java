package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.models.Models;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void prints_a_network_with_chosen_columns_and_depth() {
        var run = Run.of("summary", "--model", "squeezenet1_1", "--input", "2,3,64,64", "--classes", "10", "--depth",
                "2", "--names", "--columns", "output_size,num_params,mult_adds,unseen_pixels");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll("  +", " | "))).contains(
                "Layer (type (var_name):depth-idx) | Output Shape | Param # | Mult-Adds | Unseen Pixels",
                "│ | ├─Conv2d (0): 2-1 | [2, 64, 31, 31] | 1,792 | 3,444,224 | 127 (1 bottom, 1 right)",
                "│ | ├─Fire (3): 2-4 | [2, 128, 15, 15] | 11,408 | 5,133,600 | --", "Total params: 727,626");
    }

    @Test
    void without_options_it_is_resnet18_on_its_own_pictures_and_other_channels_can_be_asked_for() {
        assertThat(Run.of("summary").out()).contains("ResNet                                   [1, 1000]",
                "Total params: 11,689,512", "Total mult-adds (G): 1.81");
        assertThat(Run.of("summary", "--model", "lenet5", "--input", "3,4,32,32").out())
                .containsPattern("Conv2d: 1-1 +\\[3, 6, 28, 28] +606\n");
    }

    @Test
    void help_lists_all_models_and_columns() {
        String help = Run.of("summary", "--help").out().replaceAll("\\s+", " ");
        assertThat(help).contains(String.join(", ", Models.names()), "KERNEL_SIZE, INPUT_SIZE, OUTPUT_SIZE");
    }

    @Test
    void what_cannot_be_summed_up_is_refused() {
        assertThat(Run.of("summary", "--model", "resnet17").err())
                .startsWith("[models] there is no model 'resnet17'; choose from cnn, lenet5");
        assertThat(Run.of("summary", "--input", "3,224,224").err()).startsWith(
                "[summary] --input must be four numbers, pictures, channels, height and width, 1,3,224,224 for instance, but 3 came");
        assertThat(Run.of("summary", "--input", "1,3,0,224").err())
                .startsWith("[summary] each number of --input must be at least 1, but one is 0");
        assertThat(Run.of("summary", "--depth", "-1").err())
                .startsWith("[summary] depth must be 0 or more, but is -1");
        assertThat(Run.of("summary", "--model", "vgg11", "--input", "1,3,16,16", "--classes", "0").err())
                .startsWith("[VGG] numClasses must be at least 1, but is 0");
        assertThat(Run.of("summary", "--model", "cnn", "--classes", "3").err())
                .startsWith("[models] cnn has no numClasses that could be set");
        assertThat(Run.of("summary", "--model", "lenet5", "--input", "1,1,28,28").err())
                .startsWith("[LeNet5] the input must be [N,1,32,32], but is float32[1,1,28,28]");
        var column = Run.of("summary", "--columns", "weights");
        assertThat(column.code()).isEqualTo(2);
        assertThat(column.err()).contains("--columns", "UNSEEN_PIXELS");
    }
}

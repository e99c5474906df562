package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are what PyTorch prints. */
class ReprTest {

    private static final class Net extends Layer {

        final Sequential conv1 = child("conv1", new Sequential(new Conv2d(1, 10, 5), new MaxPool2d(2), new ReLU()));
        final Linear fc = child("fc", new Linear(320, 10));

        @Override
        protected Tensor compute(Tensor x) {
            return fc.forward(conv1.forward(x).flatten(1));
        }
    }

    @Test
    void a_model_is_printed_as_a_tree() {
        assertThat(new Net()).hasToString("""
                Net(
                  (conv1): Sequential(
                    (0): Conv2d(1, 10, kernel_size=(5, 5), stride=(1, 1))
                    (1): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                    (2): ReLU()
                  )
                  (fc): Linear(in_features=320, out_features=10, bias=True)
                )""");
    }

    @Test
    void conv2d_names_padding_dilation_groups_and_a_missing_bias_only() {
        assertThat(new Conv2d(3, 64, Conv2d.options(3).withPadding(1).withBias(false)))
                .hasToString("Conv2d(3, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)");
        var options = Conv2d.options(3, 5).withStride(1, 2).withPadding(0, 1)
                .withDilation(2).withGroups(2);
        assertThat(new Conv2d(4, 6, options)).hasToString(
                "Conv2d(4, 6, kernel_size=(3, 5), stride=(1, 2), padding=(0, 1), dilation=(2, 2), groups=2)");
    }

    @Test
    void maxPool2d_shows_one_number_where_both_are_equal() {
        var options = MaxPoolOptions.kernel(3, 2).withStride(2).withPadding(1).withCeilMode(true);
        assertThat(new MaxPool2d(options))
                .hasToString("MaxPool2d(kernel_size=(3, 2), stride=2, padding=1, dilation=1, ceil_mode=True)");
    }

    @Test
    void small_layers_and_losses() {
        assertThat(new Linear(4, 2, Linear.options().withBias(false)))
                .hasToString("Linear(in_features=4, out_features=2, bias=False)");
        assertThat(new Dropout(0.5)).hasToString("Dropout(p=0.5, inplace=False)");
        assertThat(new Dropout1d()).hasToString("Dropout1d(p=0.5, inplace=False)");
        assertThat(new Dropout2d(0.2)).hasToString("Dropout2d(p=0.2, inplace=False)");
        assertThat(new Dropout3d()).hasToString("Dropout3d(p=0.5, inplace=False)");
        assertThat(new AlphaDropout(0.1)).hasToString("AlphaDropout(p=0.1, inplace=False)");
        assertThat(new FeatureAlphaDropout(0.05)).hasToString("FeatureAlphaDropout(p=0.05, inplace=False)");
        assertThat(new LogSoftmax(1)).hasToString("LogSoftmax(dim=1)");
        assertThat(new Softmax(-1)).hasToString("Softmax(dim=-1)");
        assertThat(new Flatten()).hasToString("Flatten(start_dim=1, end_dim=-1)");
        assertThat(new ReLU()).hasToString("ReLU()");
        assertThat(new Sigmoid()).hasToString("Sigmoid()");
        assertThat(new Tanh()).hasToString("Tanh()");
        assertThat(new CrossEntropyLoss()).hasToString("CrossEntropyLoss()");
        assertThat(new NLLLoss()).hasToString("NLLLoss()");
        assertThat(new Sequential()).hasToString("Sequential()");
    }

    @Test
    void an_anonymous_module_goes_by_the_class_it_extends_and_extra_lines_come_before_children() {
        Layer layer = new Layer() {
            {
                child("act", new ReLU());
            }

            @Override
            protected Tensor compute(Tensor x) {
                return x;
            }

            @Override
            protected String extraRepr() {
                return "first\nsecond";
            }
        };
        assertThat(layer).hasToString("""
                Layer(
                  first
                  second
                  (act): ReLU()
                )""");
    }

    @ParameterizedTest
    @CsvSource({"0.5,0.5", "0,0.0", "1,1.0", "0.1,0.1", "1e-4,0.0001", "1e-5,1e-05", "1.25e-5,1.25e-05", "100,100.0",
            "1e15,1000000000000000.0", "1e16,1e+16", "1.5e300,1.5e+300", "-2.5e-7,-2.5e-07", "3e-310,3e-310"})
    void numbers_are_printed_as_by_python(double value, String python) {
        assertThat(Repr.of(value)).isEqualTo(python);
    }
}

package org.gradus.examples.bench.work;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.examples.peers.wire.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradusWorkTest {

    private static final Attributes TWO_THREADS = Attributes.NONE.with("threads", 2);

    @ParameterizedTest
    @ValueSource(strings = {"add", "mul", "relu", "exp", "tanh", "sum", "softmax", "crossEntropy", "maxPool2d"})
    void every_function_of_elements_can_be_repeated(String function) {
        repeat(TWO_THREADS.with("work", "elements").with("function", function).with("elements", 1000).with("shape", 1,
                10,
                10, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "input gradient", "kernel gradient"})
    void every_pass_of_a_convolution_can_be_repeated(String pass) {
        repeat(TWO_THREADS.with("work", "conv").with("batch", 2).with("channels", 3).with("filters", 4).with("size", 6)
                .with("kernel", 3).with("padding", 1).with("pass", pass));
    }

    @Test
    void products_updates_recording_and_the_small_network_can_be_repeated() {
        repeat(TWO_THREADS.with("work", "gemm").with("m", 3).with("n", 4).with("k", 5));
        repeat(TWO_THREADS.with("work", "update").with("elements", 10).with("momentum", 0.9));
        repeat(TWO_THREADS.with("work", "overhead"));
        repeat(TWO_THREADS.with("work", "cnn").with("batch", 2).with("training", true));
        repeat(TWO_THREADS.with("work", "cnn").with("batch", 2).with("training", false));
    }

    @Test
    void unknown_work_is_refused_with_what_was_asked() {
        assertThatIllegalArgumentException().isThrownBy(() -> GradusWork.of(TWO_THREADS.with("work", "knitting")))
                .withMessageContaining("knitting");
    }

    private static void repeat(Attributes attributes) {
        Runnable work = GradusWork.of(attributes);
        assertThatCode(() -> {
            work.run();
            work.run();
        }).doesNotThrowAnyException();
    }
}

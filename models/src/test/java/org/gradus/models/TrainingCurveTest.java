package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Parallel;
import org.junit.jupiter.api.Test;

class TrainingCurveTest {

    private static final JsonObject TORCH = torch();

    private static JsonObject torch() {
        var stream = Objects
                .requireNonNull(TrainingCurveTest.class.getResourceAsStream("/torch/cnn-seed1234-curve.json"));
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] torchLosses() {
        return TORCH.getAsJsonArray("train_loss").asList().stream().mapToDouble(loss -> loss.getAsDouble()).toArray();
    }

    private static double worst(List<Double> losses, int steps) {
        double[] expected = torchLosses();
        double worst = 0;
        for (int step = 0; step < steps; step++) {
            worst = Math.max(worst, Math.abs(losses.get(step) - expected[step]));
        }
        return worst;
    }

    @Test
    void the_first_20_losses_are_pytorchs() {
        List<Double> losses = new LectureTraining(1).train(20);
        assertThat(losses).hasSize(20);
        assertThat(losses.getFirst()).isEqualTo(torchLosses()[0]);
        System.out.printf("worst difference from PyTorch's loss in 20 steps: %.2g%n", worst(losses, 20));
        assertThat(worst(losses, 20)).isLessThanOrEqualTo(1e-5);
    }

    @Test
    void weights_after_training_are_bitwise_equal_on_one_thread_and_on_two() {
        int before = Parallel.getNumThreads();
        try {
            Map<String, Tensor> one = weightsAfter(3, 1);
            Map<String, Tensor> two = weightsAfter(3, 2);
            assertThat(two).hasSize(6).allSatisfy(
                    (name, weight) -> assertThat(weight.toFloatArray()).as(name)
                            .isEqualTo(one.get(name).toFloatArray()));
        } finally {
            Parallel.setNumThreads(before);
        }
    }

    private static Map<String, Tensor> weightsAfter(int steps, int threads) {
        Parallel.setNumThreads(threads);
        var training = new LectureTraining(threads - 1);
        training.train(steps);
        return training.model().stateDict();
    }
}

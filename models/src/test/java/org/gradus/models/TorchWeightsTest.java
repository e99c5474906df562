package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.Tensor;
import org.gradus.core.io.SafeTensors;
import org.gradus.core.io.SafeTensorsFile;
import org.gradus.core.io.TensorFiles;
import org.gradus.models.LectureTraining.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that PyTorch wrote give the results that PyTorch had with them. */
class TorchWeightsTest {

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TorchWeightsTest.class.getResource("/torch/" + name), name).toURI());
    }

    private static JsonObject curve() throws IOException {
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(TorchWeightsTest.class.getResourceAsStream("/torch/cnn-seed1234-curve.json")),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    /** A training whose network's own weights are wiped out, so that only those that are loaded can give its results. */
    private static LectureTraining wiped() {
        var training = new LectureTraining(0);
        training.model().parameters().forEach(parameter -> parameter.set(Tensor.zeros(parameter.shape().toArray())));
        return training;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn-seed1234-init.pth", "cnn-seed1234-init.safetensors"})
    void the_first_losses_from_initial_weights_are_pytorchs(String file) throws Exception {
        var training = wiped();
        training.model().loadStateDict(TensorFiles.load(resource(file)));

        double[] torch = curve().getAsJsonArray("train_loss").asList().stream().mapToDouble(JsonElement::getAsDouble)
                .limit(20).toArray();
        double[] ours = training.train(20).stream().mapToDouble(loss -> loss).toArray();
        assertThat(ours[0]).isEqualTo(torch[0]);
        assertThat(ours).containsExactly(torch, within(1e-6));
    }

    @Test
    void loss_and_accuracy_of_trained_weights_are_pytorchs() throws Exception {
        var training = wiped();
        training.model().loadStateDict(SafeTensors.load(resource("cnn-seed1234-final.safetensors")));
        Evaluation ours = training.evaluate();

        JsonObject torch = curve().getAsJsonArray("test").asList().getLast().getAsJsonObject();
        assertThat(ours.loss()).isCloseTo(torch.get("loss").getAsDouble(), within(1e-6));
        assertThat(ours.accuracy()).isEqualTo(torch.get("accuracy").getAsDouble());
    }

    @Test
    void trained_weights_read_one_by_one_are_those_read_at_once() throws Exception {
        Map<String, Tensor> all = SafeTensors.load(resource("cnn-seed1234-final.safetensors"));
        SafeTensorsFile open = SafeTensors.open(resource("cnn-seed1234-final.safetensors"));

        assertThat(open.types().keySet()).isEqualTo(all.keySet());
        for (String name : all.keySet()) {
            assertThat(open.tensor(name).toFloatArray()).isEqualTo(all.get(name).toFloatArray());
        }
    }
}

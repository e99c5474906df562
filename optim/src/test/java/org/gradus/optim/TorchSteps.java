package org.gradus.optim;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/** What PyTorch computed, from {@code optimizers.json}, and the start and the gradients it was given. */
final class TorchSteps {

    private static final int N = 19;
    private static final JsonObject ROOT = read();

    private TorchSteps() {}

    /**
     * Fifty steps of an optimiser.
     *
     * @param optimizer its name
     * @param options those that are not the usual ones
     * @param float64 the parameter after each step that is {@link #shown}
     * @param float32 the parameter after the last step
     */
    record Case(String optimizer, Notes options, double[][] float64, double[] float32) {

        @Override
        public String toString() {
            return optimizer + " " + options.values();
        }
    }

    static List<Case> cases() {
        return ROOT.getAsJsonArray("cases").asList().stream().map(JsonElement::getAsJsonObject)
                .map(one -> new Case(one.get("optimizer").getAsString(), notes(one.getAsJsonObject("options")),
                        rows(one.getAsJsonArray("float64")), numbers(one.getAsJsonArray("float32"))))
                .toList();
    }

    /** The steps after which PyTorch's parameter is known. */
    static List<Integer> shown() {
        return ROOT.getAsJsonArray("shown").asList().stream().map(JsonElement::getAsInt).toList();
    }

    static JsonArray lbfgs() {
        return ROOT.getAsJsonArray("lbfgs");
    }

    static Parameter start(DType dtype) {
        double[] values = new double[N];
        for (int i = 0; i < N; i++) {
            values[i] = (i - 9) / 8.0;
        }
        return new Parameter(Tensor.of(values).to(dtype));
    }

    /** The gradient of step t. */
    static Tensor gradient(int t, DType dtype) {
        double[] values = new double[N];
        for (int i = 0; i < N; i++) {
            values[i] = i == 3 ? 0 : ((37 * t + 101 * i + t * i) % 64 - 28) / 16.0;
        }
        return Tensor.of(values).to(dtype);
    }

    static Notes notes(JsonObject options) {
        Notes notes = Notes.NONE;
        for (var option : options.entrySet()) {
            notes = notes.with(option.getKey(), option.getValue().getAsString());
        }
        return notes;
    }

    static double[] numbers(JsonArray array) {
        return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static double[][] rows(JsonArray array) {
        return array.asList().stream().map(row -> numbers(row.getAsJsonArray())).toArray(double[][]::new);
    }

    private static JsonObject read() {
        var stream = Objects.requireNonNull(TorchSteps.class.getResourceAsStream("/torch/optimizers.json"));
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of every optimiser that steps by gradients alone. */
    static Stream<String> names() {
        return cases().stream().map(Case::optimizer).distinct();
    }
}

package org.gradus.models;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** What PyTorch gave for published networks, as networks.py says. */
final class TorchNetworks {

    private static final JsonObject FILE = read("/torch/networks.json");

    /**
     * A small network after {@code torch.manual_seed(1234)}.
     *
     * @param side height and width of its pictures
     * @param state the shape of each entry of its state dict, with its first, middle and last value
     * @param scores for {@link #pictures} in evaluation mode, in float64
     */
    record Fresh(int side, Map<String, Entry> state, double[] scores) {}

    /**
     * The same in training mode, with nothing dropped, in float64.
     *
     * @param side height and width of its pictures
     * @param scores for {@link #pictures}
     * @param gradients of the sum of their squares: for each parameter, the sum of the gradient's absolute values
     * @param evaluated its scores in evaluation mode after that
     */
    record Trained(int side, double[] scores, Map<String, Double> gradients, double[] evaluated) {}

    record Entry(Shape shape, float[] values) {}

    private TorchNetworks() {}

    /** The keys of a published network's state dict, in order, with their shapes. */
    static Map<String, Shape> published(String name) {
        Map<String, Shape> entries = new LinkedHashMap<>();
        for (JsonElement line : FILE.getAsJsonObject("published").getAsJsonArray(name)) {
            String[] words = line.getAsString().split(" ", -1);
            entries.put(words[0], words[1].isEmpty()
                    ? Shape.SCALAR
                    : Shape.of(List.of(words[1].split(",")).stream().mapToInt(Integer::parseInt).toArray()));
        }
        return entries;
    }

    static Fresh fresh(String name) {
        JsonObject given = small(name);
        Map<String, Entry> state = new LinkedHashMap<>();
        given.getAsJsonObject("state").asMap().forEach((key, entry) -> state.put(key,
                new Entry(Shape.of(ints(entry.getAsJsonObject().getAsJsonArray("shape"))),
                        floats(entry.getAsJsonObject().getAsJsonArray("values")))));
        return new Fresh(given.get("side").getAsInt(), state, doubles(given.getAsJsonArray("fresh")));
    }

    static Trained trained(String name) {
        JsonObject given = small(name);
        Map<String, Double> gradients = new LinkedHashMap<>();
        given.getAsJsonObject("gradients").asMap().forEach((key, sum) -> gradients.put(key, sum.getAsDouble()));
        return new Trained(given.get("side").getAsInt(), doubles(given.getAsJsonArray("trained")), gradients,
                doubles(given.getAsJsonArray("evaluated")));
    }

    private static JsonObject small(String name) {
        return Objects.requireNonNull(FILE.getAsJsonObject("small").getAsJsonObject(name), name);
    }

    /** Two pictures that follow the sine. */
    static Tensor pictures(int side) {
        double[] values = new double[2 * 3 * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(i * 0.7);
        }
        return Tensor.wrap(values, Shape.of(2, 3, side, side));
    }

    private static int[] ints(JsonArray array) {
        return array.asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }

    private static float[] floats(JsonArray array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).getAsFloat();
        }
        return values;
    }

    private static double[] doubles(JsonArray array) {
        return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static JsonObject read(String resource) {
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(TorchNetworks.class.getResourceAsStream(resource)), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

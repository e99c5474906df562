package org.gradus.layers;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What PyTorch gave for named calls, each after {@code torch.manual_seed(seed())}. */
final class TorchCases {

    private static final JsonObject FILE = read("/torch/rng-seed1234.json");

    private TorchCases() {}

    static long seed() {
        return FILE.get("seed").getAsLong();
    }

    /** The numbers of a case in row-major order. */
    static float[] floats(String name) {
        List<Float> values = new ArrayList<>();
        collect(Objects.requireNonNull(FILE.getAsJsonObject("cases").get(name), name), values);
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    private static void collect(JsonElement element, List<Float> into) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(part -> collect(part, into));
        } else {
            into.add(element.getAsFloat());
        }
    }

    private static JsonObject read(String resource) {
        try (var reader = new InputStreamReader(Objects.requireNonNull(TorchCases.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gradus.core.random;

import com.google.common.hash.Hashing;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** What PyTorch drew, by the name of the case. */
final class TorchFixture {

    private final JsonObject cases;

    private TorchFixture(JsonObject cases) {
        this.cases = cases;
    }

    static TorchFixture read(String resource) {
        var stream = Objects.requireNonNull(TorchFixture.class.getResourceAsStream(resource), resource);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return new TorchFixture(JsonParser.parseReader(reader).getAsJsonObject().getAsJsonObject("cases"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String name) {
        return at(name).getAsString();
    }

    float[] floats(String name) {
        double[] values = doubles(name);
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i]; // PyTorch printed float32 values as the same number in float64
        }
        return floats;
    }

    double[] doubles(String name) {
        return leaves(at(name)).mapToDouble(JsonElement::getAsDouble).toArray();
    }

    long[] longs(String name) {
        return leaves(at(name)).mapToLong(JsonElement::getAsLong).toArray();
    }

    int[] ints(String name) {
        return leaves(at(name)).mapToInt(JsonElement::getAsInt).toArray();
    }

    /** The rows of a case that holds several lists of integers. */
    long[][] rows(String name) {
        return at(name).getAsJsonArray().asList().stream()
                .map(row -> leaves(row).mapToLong(JsonElement::getAsLong).toArray())
                .toArray(long[][]::new);
    }

    /** The last number of a case that ends with the 64 bits that the generator gave next. */
    long lastLong(String name) {
        JsonArray values = at(name).getAsJsonArray();
        return values.get(values.size() - 1).getAsLong();
    }

    private JsonElement at(String name) {
        return Objects.requireNonNull(cases.get(name), () -> "no case " + name);
    }

    private static Stream<JsonElement> leaves(JsonElement element) {
        return element.isJsonArray()
                ? element.getAsJsonArray().asList().stream().flatMap(TorchFixture::leaves)
                : Stream.of(element);
    }

    static String sha(float[] values) {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return sha(bytes);
    }

    static String sha(double[] values) {
        var bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return sha(bytes);
    }

    static String sha(int[] values) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return sha(bytes);
    }

    static String sha(long[] values) {
        var bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return sha(bytes);
    }

    static String sha(boolean[] values) {
        var bytes = ByteBuffer.allocate(values.length);
        for (int i = 0; i < values.length; i++) {
            bytes.put(i, (byte) (values[i] ? 1 : 0));
        }
        return sha(bytes);
    }

    private static String sha(ByteBuffer bytes) {
        return Hashing.sha256().hashBytes(bytes.array()).toString();
    }
}

package org.gradus.examples.notebook;

import com.google.common.collect.ImmutableList;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A file of Jupyter, format 4. */
record Notebook(JsonObject json) {

    /**
     * What a cell gave.
     *
     * @param printed what it wrote
     * @param text the value of its last expression, or null if it has none
     * @param png that value as a picture in base 64, or null if it is none
     */
    record Output(String printed, @Nullable String text, @Nullable String png) {}

    static Notebook read(Path file) throws IOException {
        return new Notebook(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    }

    /** The cells with code, in order. */
    ImmutableList<JsonObject> code() {
        return StreamSupport.stream(json.getAsJsonArray("cells").spliterator(), false).map(JsonElement::getAsJsonObject)
                .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
                .collect(ImmutableList.toImmutableList());
    }

    /** The floats of a vector on the machine that its outputs come from. */
    String lanes() {
        return json.getAsJsonObject("metadata").get("float_lanes").getAsString();
    }

    void setLanes(String lanes) {
        json.getAsJsonObject("metadata").addProperty("float_lanes", lanes);
    }

    static String source(JsonObject cell) {
        return text(cell.getAsJsonArray("source"));
    }

    private static String text(JsonElement lines) {
        return lines.isJsonArray()
                ? lines.getAsJsonArray().asList().stream().map(JsonElement::getAsString).collect(Collectors.joining())
                : lines.getAsString();
    }

    /** What the file says that a cell gave. */
    static Output output(JsonObject cell) {
        String printed = "";
        String value = null;
        String png = null;
        for (JsonElement output : cell.getAsJsonArray("outputs")) {
            JsonObject one = output.getAsJsonObject();
            if (one.get("output_type").getAsString().equals("stream")) {
                printed += text(one.get("text"));
            } else {
                JsonObject data = one.getAsJsonObject("data");
                value = text(data.get("text/plain"));
                png = data.has("image/png") ? text(data.get("image/png")) : null;
            }
        }
        return new Output(printed, value, png);
    }

    /** Puts into a cell what it gave as the n-th that ran. */
    static void setOutput(JsonObject cell, int n, Output output) {
        cell.addProperty("execution_count", n);
        var outputs = new JsonArray();
        if (!output.printed.isEmpty()) {
            var stream = new JsonObject();
            stream.addProperty("name", "stdout");
            stream.addProperty("output_type", "stream");
            stream.add("text", lines(output.printed));
            outputs.add(stream);
        }
        if (output.text != null) {
            var data = new JsonObject();
            if (output.png != null) {
                data.addProperty("image/png", output.png);
            }
            data.add("text/plain", lines(output.text));
            var result = new JsonObject();
            result.add("data", data);
            result.addProperty("execution_count", n);
            result.add("metadata", new JsonObject());
            result.addProperty("output_type", "execute_result");
            outputs.add(result);
        }
        cell.add("outputs", outputs);
    }

    private static JsonArray lines(String text) {
        var lines = new JsonArray();
        Stream.of(text.split("(?<=\n)")).map(JsonPrimitive::new).forEach(lines::add);
        return lines;
    }

    /** Writes it as Jupyter does, indented by one space. */
    void write(Path file) throws IOException {
        var text = new StringWriter();
        var writer = new JsonWriter(text);
        writer.setIndent(" ");
        new GsonBuilder().disableHtmlEscaping().serializeNulls().create().toJson(json, writer);
        Files.writeString(file, text + "\n");
    }
}

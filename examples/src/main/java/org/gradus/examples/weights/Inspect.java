package org.gradus.examples.weights;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradus.core.io.StoredType;
import org.gradus.examples.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code inspect}: what is in a file of weights. */
@Command(name = "inspect",
        description = {"Lists the tensors of a file, safetensors, npz, npy or PyTorch's pth and pt, told apart by",
                "content, with their types as the file has them, and what it says beside them. Elements are",
                "read only where --figures asks for them."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"inspect resnet18.pth\""})
public final class Inspect implements Callable<Integer> {

    /** Of a note, at most so many characters are shown. */
    private static final int NOTE = 80;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file")
    private Path file;

    @Option(names = "--figures",
            description = "Tell the smallest and the largest, the mean and the standard deviation of the finite elements too, and how many are not a number or infinite")
    private boolean figures;

    @Option(names = "--json", description = "Print everything as JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        WeightFile content = WeightFile.open(file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(content));
        } else {
            print(out, content);
        }
        out.flush();
        return 0;
    }

    private void print(PrintWriter out, WeightFile content) throws IOException {
        out.printf("%s: %s, %,d bytes, %,d tensors, %,d numbers%n", file, content.format(), Files.size(file),
                content.types().size(), content.numbers());
        if (!content.types().isEmpty()) {
            out.printf("%n%s%n", figures ? withFigures(content) : table(content));
        }
        if (!content.notes().isEmpty()) {
            var table = new TextTable(2, "note", "value");
            content.notes().forEach((name, value) -> table.row(name, shortened(value)));
            out.printf("%n%s%n", table);
        }
    }

    private static TextTable table(WeightFile content) {
        var table = new TextTable(3, "tensor", "type", "shape", "bytes");
        content.types().forEach((name, type) -> table.row(name, type.encoding(), type.shape(), bytes(type)));
        return table;
    }

    private static TextTable withFigures(WeightFile content) throws IOException {
        var table = new TextTable(3, "tensor", "type", "shape", "bytes", "min", "max", "mean", "std", "NaN", "Inf");
        for (Map.Entry<String, StoredType> named : content.types().entrySet()) {
            Statistics of = Statistics.of(content.tensor(named.getKey()));
            StoredType type = named.getValue();
            table.row(named.getKey(), type.encoding(), type.shape(), bytes(type), number(of.min()), number(of.max()),
                    number(of.mean()), number(of.std()), of.nan(), of.infinite());
        }
        return table;
    }

    private static String bytes(StoredType type) {
        return "%,d".formatted(type.bytes());
    }

    /** On one line, and not longer than a console is wide. */
    private static String shortened(String note) {
        String line = note.replaceAll("\\s+", " ");
        return line.length() <= NOTE ? line : line.substring(0, NOTE - 1) + "…";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : "%.5g".formatted(value);
    }

    private String json(WeightFile content) throws IOException {
        var tensors = new JsonArray();
        for (Map.Entry<String, StoredType> named : content.types().entrySet()) {
            JsonObject one = json(named.getKey(), named.getValue());
            if (figures) {
                addFigures(one, Statistics.of(content.tensor(named.getKey())));
            }
            tensors.add(one);
        }
        var notes = new JsonObject();
        content.notes().forEach(notes::addProperty);
        var all = new JsonObject();
        all.addProperty("file", file.toString());
        all.addProperty("format", content.format().toString());
        all.add("tensors", tensors);
        all.add("notes", notes);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(all);
    }

    private static JsonObject json(String name, StoredType type) {
        var shape = new JsonArray();
        for (int size : type.shape().toArray()) {
            shape.add(size);
        }
        var one = new JsonObject();
        one.addProperty("name", name);
        one.addProperty("type", type.encoding().name());
        one.add("shape", shape);
        one.addProperty("bytes", type.bytes());
        return one;
    }

    private static void addFigures(JsonObject one, Statistics of) {
        one.add("min", finite(of.min()));
        one.add("max", finite(of.max()));
        one.add("mean", finite(of.mean()));
        one.add("std", finite(of.std()));
        one.addProperty("nan", of.nan());
        one.addProperty("inf", of.infinite());
    }

    private static JsonElement finite(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }
}

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
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gradus.core.Tensor;
import org.gradus.examples.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code inspect}: what is in a file of weights. */
@Command(name = "inspect",
        description = {"Lists the tensors of a file, safetensors, npz, npy or PyTorch's pth and pt, told apart by",
                "content, with the figures of their finite elements, and what the file says beside them. Half",
                "precision is shown as float32 and integers as int64, as they are read; bytes are those in memory."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"inspect resnet18.pth\""})
public final class Inspect implements Callable<Integer> {

    /** Of a note, at most so many characters are shown. */
    private static final int NOTE = 80;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file")
    private Path file;

    @Option(names = "--json", description = "Print everything as JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        WeightFile content = WeightFile.read(file);
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
                content.tensors().size(), content.tensors().values().stream().mapToLong(Tensor::numel).sum());
        if (!content.tensors().isEmpty()) {
            var table = new TextTable(3, "tensor", "type", "shape", "bytes", "min", "max", "mean", "std", "NaN", "Inf");
            content.tensors().forEach((name, tensor) -> {
                Statistics of = Statistics.of(tensor);
                table.row(name, type(tensor), tensor.shape(), "%,d".formatted(bytes(tensor)), number(of.min()),
                        number(of.max()), number(of.mean()), number(of.std()), of.nan(), of.infinite());
            });
            out.printf("%n%s%n", table);
        }
        if (!content.notes().isEmpty()) {
            var table = new TextTable(2, "note", "value");
            content.notes().forEach((name, value) -> table.row(name, shortened(value)));
            out.printf("%n%s%n", table);
        }
    }

    /** On one line, and not longer than a console is wide. */
    private static String shortened(String note) {
        String line = note.replaceAll("\\s+", " ");
        return line.length() <= NOTE ? line : line.substring(0, NOTE - 1) + "…";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : "%.5g".formatted(value);
    }

    private static String type(Tensor tensor) {
        return tensor.dtype().name().toLowerCase(Locale.ROOT);
    }

    private static long bytes(Tensor tensor) {
        int width = switch (tensor.dtype()) {
            case FLOAT32 -> Float.BYTES;
            case FLOAT64 -> Double.BYTES;
            case INT64 -> Long.BYTES;
            case BOOL -> 1;
        };
        return (long) width * tensor.numel();
    }

    private String json(WeightFile content) {
        var tensors = new JsonArray();
        content.tensors().forEach((name, tensor) -> tensors.add(json(name, tensor)));
        var notes = new JsonObject();
        content.notes().forEach(notes::addProperty);
        var all = new JsonObject();
        all.addProperty("file", file.toString());
        all.addProperty("format", content.format().toString());
        all.add("tensors", tensors);
        all.add("notes", notes);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(all);
    }

    private static JsonObject json(String name, Tensor tensor) {
        Statistics of = Statistics.of(tensor);
        var shape = new JsonArray();
        for (int d = 0; d < tensor.shape().rank(); d++) {
            shape.add(tensor.size(d));
        }
        var one = new JsonObject();
        one.addProperty("name", name);
        one.addProperty("type", type(tensor));
        one.add("shape", shape);
        one.addProperty("bytes", bytes(tensor));
        one.add("min", finite(of.min()));
        one.add("max", finite(of.max()));
        one.add("mean", finite(of.mean()));
        one.add("std", finite(of.std()));
        one.addProperty("nan", of.nan());
        one.addProperty("inf", of.infinite());
        return one;
    }

    private static JsonElement finite(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }
}

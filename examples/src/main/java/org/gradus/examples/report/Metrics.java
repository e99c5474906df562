package org.gradus.examples.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * The file {@code metrics.jsonl} of a run: a JSON object a line, in the order in which things happened, with null for
 * what is no finite number. While the run goes on, {@code metrics.jsonl.part} can be followed.
 */
public final class Metrics implements AutoCloseable {

    /** The file's name. */
    public static final String FILE = "metrics.jsonl";

    private final RunFolder folder;
    private final BufferedWriter out;

    /**
     * Begins the file.
     *
     * @throws IOException if it cannot be written
     */
    public Metrics(RunFolder folder) throws IOException {
        this.folder = folder;
        this.out = Files.newBufferedWriter(folder.unfinished(FILE));
    }

    /** Notes a training step, counted from 1 over all epochs: {@code {"step":1,"loss":2.3}}. */
    public void step(int step, double loss) {
        var line = new JsonObject();
        line.addProperty("step", step);
        line.add("loss", number(loss));
        write(line);
    }

    /** Notes an epoch: {@code {"epoch":1,"train_loss":…,"train_accuracy":…,"test_loss":…,"test_accuracy":…,"seconds":…}}. */
    public void epoch(EpochResult result) {
        var line = new JsonObject();
        line.addProperty("epoch", result.epoch());
        line.add("train_loss", number(result.train().loss()));
        line.add("train_accuracy", number(result.train().accuracy()));
        line.add("test_loss", number(result.test().loss()));
        line.add("test_accuracy", number(result.test().accuracy()));
        line.add("seconds", number(result.seconds()));
        write(line);
        flush();
    }

    /** With float32's digits; JSON has no NaN and no infinity. */
    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive((float) value) : JsonNull.INSTANCE;
    }

    private void write(JsonObject line) {
        try {
            out.write(line.toString());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the file and gives it its name. */
    public void complete() throws IOException {
        out.close();
        folder.complete(FILE);
    }

    /** Lets go of the file, complete or not. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}

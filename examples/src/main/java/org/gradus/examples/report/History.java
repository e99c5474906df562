package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a training went, as {@link org.gradus.optim.training.JsonLinesLogger} writes it.
 *
 * @param steps all steps in order
 * @param epochs all that came to their ends
 */
public record History(ImmutableList<Step> steps, ImmutableList<Epoch> epochs) {

    /** The file's name in a run's folder. */
    public static final String FILE = "metrics.jsonl";

    /** A step's loss, NaN if it was no finite number, and its learning rate. */
    public record Step(long step, double loss, double learningRate) {}

    /** What came of an epoch that ended after so many steps; NaN for what is not known. */
    public record Epoch(int epoch, long step, double trainLoss, double trainAccuracy, double testLoss,
            double testAccuracy) {}

    /**
     * Reads the file of a run's folder; a last line that was not written to its end is left out, and without a file there is
     * no history.
     *
     * @throws IOException if it cannot be read, or a line is not what the logger writes
     */
    public static History read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        ImmutableList.Builder<Step> steps = ImmutableList.builder();
        ImmutableList.Builder<Epoch> epochs = ImmutableList.builder();
        String content = Files.exists(file) ? Files.readString(file) : "";
        int number = 0;
        for (String line : content.substring(0, content.lastIndexOf('\n') + 1).lines().toList()) {
            number++;
            try {
                JsonObject json = JsonParser.parseString(line).getAsJsonObject();
                if (json.has("train_loss")) {
                    epochs.add(new Epoch((int) number(json, "epoch"), (long) number(json, "step"),
                            number(json, "train_loss"), number(json, "train_accuracy"),
                            number(json, "validation_loss"), number(json, "validation_accuracy")));
                } else {
                    steps.add(new Step((long) number(json, "step"), number(json, "loss"),
                            number(json, "learning_rate")));
                }
            } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
                throw new IOException("[report] %s: expected a step or an epoch in line %d, found '%s'".formatted(file,
                        number, line), e);
            }
        }
        return new History(steps.build(), epochs.build());
    }

    private static double number(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? Double.NaN : value.getAsDouble();
    }

    /** The steps of an epoch, or 1 before the first has come to its end. */
    double stepsAnEpoch() {
        return epochs.isEmpty() ? 1 : (double) epochs.getLast().step() / epochs.getLast().epoch();
    }
}

package org.gradus.optim.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.optim.StateDict;

/**
 * Writes a JSON object a line into a file, one for every step and one for every epoch, with null for what is no finite
 * number:
 *
 * <pre>
 * {"step":125,"epoch":1,"loss":0.25,"learning_rate":0.05}
 * {"epoch":1,"step":125,"learning_rate":0.05,"train_loss":0.64,"validation_loss":0.18}
 * </pre>
 *
 * <p>
 * Every line is in the file when its step is over. A new training replaces the file, and a resumed one cuts off what was
 * written after the state that it goes on from, so that no step is there twice.
 */
public final class JsonLinesLogger implements Callback {

    private final AppendedFile file;

    /** Writes into this file; its folder is made if there is none. */
    public JsonLinesLogger(Path file) {
        this.file = new AppendedFile(file);
    }

    /** {@inheritDoc} @throws UncheckedIOException if the file cannot be written */
    @Override
    public void onFitBegin(TrainingContext context) {
        file.begin();
    }

    /** {@inheritDoc} @throws UncheckedIOException if the file cannot be written */
    @Override
    public void onStep(TrainingContext context) {
        Map<String, Number> line = new LinkedHashMap<>();
        line.put("step", context.step());
        line.put("epoch", context.epoch());
        line.put("loss", context.loss());
        line.put("learning_rate", context.learningRate());
        write(line);
    }

    /** {@inheritDoc} @throws UncheckedIOException if the file cannot be written */
    @Override
    public void onEpochEnd(TrainingContext context, EpochResults results) {
        Map<String, Number> line = new LinkedHashMap<>();
        line.put("epoch", results.epoch());
        line.put("step", results.step());
        line.put("learning_rate", results.learningRate());
        line.putAll(results.values());
        write(line);
    }

    /** The names are made of letters, digits and _, and need no escapes. */
    private void write(Map<String, Number> line) {
        file.append(line.entrySet().stream().map(entry -> "\"" + entry.getKey() + "\":" + number(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}\n")).getBytes(UTF_8));
    }

    private static String number(Number value) {
        return Double.isFinite(value.doubleValue()) ? value.toString() : "null";
    }

    @Override
    public StateDict stateDict() {
        return new StateDict(StateDict.NONE.tensors(), file.notes());
    }

    @Override
    public void loadStateDict(StateDict state) {
        file.load(state.notes());
    }
}

package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.gradus.optim.StateDict;

/**
 * Writes a table of epochs as comma-separated values: {@code epoch,step,learning_rate,train_loss,…}, lines ending as RFC 4180
 * has them.
 *
 * <p>
 * Every line is in the file when its epoch is over. A new training replaces the file, and a resumed one cuts off what was
 * written after the state that it goes on from.
 */
public final class CsvLogger implements Callback {

    private static final String HEADER = "header";

    private final AppendedFile file;
    private String header = "";

    /** Writes into this file; its folder is made if there is none. */
    public CsvLogger(Path file) {
        this.file = new AppendedFile(file);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the training is resumed and the table has other columns
     * @throws UncheckedIOException if the file cannot be written
     */
    @Override
    public void onFitBegin(TrainingContext context) {
        file.begin();
        String columns = "epoch,step,learning_rate," + String.join(",", context.trainer().options().measures());
        checkState(file.isEmpty() || columns.equals(header),
                "[csvLogger] the table has the columns %s, but this training gives %s; write it into another file",
                header, columns);
        header = columns;
        if (file.isEmpty()) {
            write(header);
        }
    }

    /** {@inheritDoc} @throws UncheckedIOException if the file cannot be written */
    @Override
    public void onEpochEnd(TrainingContext context, EpochResults results) {
        String values = results.values().values().stream().map(String::valueOf).collect(Collectors.joining(","));
        write(results.epoch() + "," + results.step() + "," + results.learningRate() + "," + values);
    }

    private void write(String line) {
        file.append((line + "\r\n").getBytes(UTF_8));
    }

    @Override
    public StateDict stateDict() {
        return new StateDict(StateDict.NONE.tensors(), file.notes().with(HEADER, header));
    }

    @Override
    public void loadStateDict(StateDict state) {
        String loaded = state.notes().text(HEADER);
        file.load(state.notes());
        header = loaded;
    }
}

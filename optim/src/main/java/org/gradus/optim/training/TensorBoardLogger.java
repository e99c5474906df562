package org.gradus.optim.training;

import com.google.common.collect.ImmutableMap;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.gradus.optim.StateDict;

/**
 * Writes an event file that TensorBoard shows: {@code step/loss} and {@code step/learning_rate} of every step, and
 * {@code train/loss}, {@code validation/accuracy} and the like of every epoch, all over the number of steps.
 *
 * <p>
 * Every event is in the file when its step is over. A new training replaces the file, and a resumed one cuts off what was
 * written after the state that it goes on from.
 */
public final class TensorBoardLogger implements Callback {

    private final AppendedFile file;
    private final InstantSource clock;

    /** Writes {@code events.out.tfevents.gradus} in a folder, which is made if there is none. */
    public TensorBoardLogger(Path folder) {
        this(folder, InstantSource.system());
    }

    TensorBoardLogger(Path folder, InstantSource clock) {
        this.file = new AppendedFile(folder.resolve("events.out.tfevents.gradus"));
        this.clock = clock;
    }

    /** {@inheritDoc} @throws UncheckedIOException if the file cannot be written */
    @Override
    public void onFitBegin(TrainingContext context) {
        file.begin();
        if (file.isEmpty()) {
            file.append(EventFile.version(seconds()));
        }
    }

    /** {@inheritDoc} @throws UncheckedIOException if the file cannot be written */
    @Override
    public void onStep(TrainingContext context) {
        write(context.step(), ImmutableMap.of("step/loss", context.loss(), "step/learning_rate",
                context.learningRate()));
    }

    /** {@inheritDoc} @throws UncheckedIOException if the file cannot be written */
    @Override
    public void onEpochEnd(TrainingContext context, EpochResults results) {
        write(results.step(), results.train().named("train/"));
        if (results.validation() != null) {
            write(results.step(), results.validation().named("validation/"));
        }
    }

    private void write(long step, ImmutableMap<String, Double> values) {
        file.append(EventFile.scalars(seconds(), step, values));
    }

    private double seconds() {
        return clock.millis() / 1e3;
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

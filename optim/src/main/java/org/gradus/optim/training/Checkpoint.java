package org.gradus.optim.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.layers.Module;
import org.gradus.optim.StateDict;

/**
 * Saves a training's whole state into a folder: the last one as {@code last.safetensors} and, if so wished, that of the best
 * epoch as {@code best.safetensors}. A file is replaced at once or not at all, whenever the process dies.
 *
 * {@snippet :
 * var checkpoint = new Checkpoint(folder, CheckpointOptions.DEFAULT.withEverySteps(100));
 * var trainer = new Trainer(model, loss, optimizer, TrainerOptions.epochs(8).withCallback(checkpoint));
 * checkpoint.resume(trainer);
 * trainer.fit(train);
 * }
 */
public final class Checkpoint implements Callback {

    private final Path folder;
    private final CheckpointOptions options;
    private final Best best;
    private boolean improved;
    private boolean epochEnded;

    /** Saves at the end of every epoch. */
    public Checkpoint(Path folder) {
        this(folder, CheckpointOptions.DEFAULT);
    }

    /** Saves as the options say, into a folder that is made if there is none. */
    public Checkpoint(Path folder, CheckpointOptions options) {
        this.folder = folder;
        this.options = options;
        this.best = new Best(options.best() == null ? Monitor.lowest(EpochResults.TRAIN + "loss") : options.best());
    }

    /** Where the last state is. */
    public Path last() {
        return folder.resolve("last.safetensors");
    }

    /** Where the best epoch's state is. */
    public Path best() {
        return folder.resolve("best.safetensors");
    }

    /**
     * Has a trainer go on from the last state, if there is one.
     *
     * @return whether there was
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it does not fit; nothing is changed then
     */
    public boolean resume(Trainer trainer) {
        if (Files.notExists(last())) {
            return false;
        }
        trainer.loadStateDict(load(last()));
        return true;
    }

    /**
     * Gives a model the parameters and buffers of the best epoch.
     *
     * @throws UncheckedIOException if there is no such file, or it cannot be read
     * @throws IllegalArgumentException if they do not fit; nothing is changed then
     */
    public void loadBest(Module model) {
        model.loadStateDict(load(best()).part("model.").tensors());
    }

    private static StateDict load(Path file) {
        try {
            return StateDict.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@inheritDoc} @throws UncheckedIOException if the folder cannot be made */
    @Override
    public void onFitBegin(TrainingContext context) {
        if (options.best() != null) {
            options.best().check(context.trainer());
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("[checkpoint] cannot make the folder " + folder, e);
        }
    }

    @Override
    public void onEpochEnd(TrainingContext context, EpochResults results) {
        epochEnded = true;
        improved = options.best() != null && best.improvedBy(results);
    }

    /** {@inheritDoc} @throws UncheckedIOException if the state cannot be written */
    @Override
    public void onSettled(TrainingContext context) {
        boolean due = options.everySteps() > 0 && context.step() % options.everySteps() == 0;
        if (!due && !epochEnded) {
            return;
        }
        StateDict state = context.trainer().stateDict();
        try {
            if (improved) {
                state.save(best());
            }
            state.save(last());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        improved = false;
        epochEnded = false;
    }

    @Override
    public StateDict stateDict() {
        return options.best() == null
                ? StateDict.NONE
                : new StateDict(StateDict.NONE.tensors(), best.notes());
    }

    @Override
    public void loadStateDict(StateDict state) {
        best.load(state.notes());
    }
}

package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells of every epoch, and in between if so wished, in a line of text:
 *
 * <pre>
 * epoch 1/8  step 50  batch 50/125  loss 0.7123
 * epoch 1/8  training: loss 0.6432, accuracy 0.7923   validation: loss 0.1853, accuracy 0.9450   3.0 s
 * </pre>
 */
public final class ProgressLines implements Callback {

    private final Consumer<String> out;
    private final int everySteps;
    private final LongSupplier nanoTime;
    private long begun;

    /** A line for every epoch; {@code IO::println} puts it on the console. */
    public ProgressLines(Consumer<String> out) {
        this(out, 0);
    }

    /** A line for every epoch and one after every so many steps. @throws IllegalArgumentException if their number is negative */
    public ProgressLines(Consumer<String> out, int everySteps) {
        this(out, everySteps, System::nanoTime);
    }

    ProgressLines(Consumer<String> out, int everySteps, LongSupplier nanoTime) {
        checkArgument(everySteps >= 0, "[progressLines] the number of steps must not be negative, but is %s",
                everySteps);
        this.out = out;
        this.everySteps = everySteps;
        this.nanoTime = nanoTime;
    }

    /** Where an epoch goes on, its time is counted from here. */
    @Override
    public void onFitBegin(TrainingContext context) {
        begun = nanoTime.getAsLong();
    }

    @Override
    public void onEpochBegin(TrainingContext context) {
        begun = nanoTime.getAsLong();
    }

    @Override
    public void onStep(TrainingContext context) {
        if (everySteps > 0 && context.step() % everySteps == 0) {
            out.accept(String.format(Locale.ROOT, "epoch %d/%d  step %d  batch %d/%d  loss %.4f", context.epoch(),
                    context.epochs(), context.step(), context.batch(), context.batches(), context.loss()));
        }
    }

    @Override
    public void onEpochEnd(TrainingContext context, EpochResults results) {
        String validation = results.validation() == null ? "" : "   validation: " + results.validation();
        out.accept(String.format(Locale.ROOT, "epoch %d/%d  training: %s%s   %.1f s", results.epoch(),
                context.epochs(), results.train(), validation, (nanoTime.getAsLong() - begun) / 1e9));
    }
}

package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * When a training is saved.
 *
 * @param everySteps after how many steps each time, besides the end of every epoch; 0 for there alone
 * @param best by which measure the best epoch's state is kept too; null for not at all
 */
public record CheckpointOptions(int everySteps, @Nullable Monitor best) {

    /** At the end of every epoch, and no best. */
    public static final CheckpointOptions DEFAULT = new CheckpointOptions(0, null);

    /** Checks the values. @throws IllegalArgumentException if the number of steps is negative */
    public CheckpointOptions {
        checkArgument(everySteps >= 0, "[checkpoint] the number of steps must not be negative, but is %s", everySteps);
    }

    /** These options with another number of steps. */
    public CheckpointOptions withEverySteps(int value) {
        return new CheckpointOptions(value, best);
    }

    /** These options with the best epoch kept. */
    public CheckpointOptions withBest(Monitor value) {
        return new CheckpointOptions(everySteps, value);
    }
}

package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.optim.PlateauOptions.PlateauMode;

/**
 * A measure of every epoch by which one epoch is better than another.
 *
 * @param measure its name, as in {@link EpochResults#values}: {@code validation_loss}
 * @param mode whether smaller or larger is better
 * @param minDelta by how much it must be better to count, positive or zero
 */
public record Monitor(String measure, PlateauMode mode, double minDelta) {

    /** Checks the values. @throws IllegalArgumentException if the least difference is negative or not finite */
    public Monitor {
        checkArgument(minDelta >= 0 && Double.isFinite(minDelta),
                "[monitor] minDelta must be positive or zero, but is %s", minDelta);
    }

    /** A measure that is better when it is smaller, a loss. */
    public static Monitor lowest(String measure) {
        return new Monitor(measure, PlateauMode.MIN, 0);
    }

    /** A measure that is better when it is larger, an accuracy. */
    public static Monitor highest(String measure) {
        return new Monitor(measure, PlateauMode.MAX, 0);
    }

    /** This measure with another least difference. */
    public Monitor withMinDelta(double value) {
        return new Monitor(measure, mode, value);
    }

    /** Checks that a trainer has the measure. */
    void check(Trainer trainer) {
        checkArgument(trainer.options().measures().contains(measure),
                "[monitor] there is no measure '%s'; this training has %s", measure, trainer.options().measures());
    }

    /** What everything else is better than. */
    double worst() {
        return mode == PlateauMode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    /** Whether a value is better than the best so far by enough; NaN never is. */
    boolean isBetter(double value, double best) {
        return mode == PlateauMode.MIN ? value < best - minDelta : value > best + minDelta;
    }
}

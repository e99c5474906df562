package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * When {@link ReduceLROnPlateau} lowers learning rates, and by how much.
 *
 * @param mode whether a measure is better when it is smaller or larger
 * @param factor what learning rates are multiplied by, in (0, 1)
 * @param patience how many measures in a row may fail to be better before that, positive or zero
 * @param threshold by how much a measure must be better to count, positive or zero
 * @param thresholdMode whether the threshold is a share of the best measure or a difference to it
 * @param cooldown how many measures do not count after learning rates were lowered, positive or zero
 * @param minLR the learning rate below which none is lowered, positive or zero
 * @param eps the least change of a learning rate that is made, positive or zero
 */
public record PlateauOptions(PlateauMode mode, double factor, int patience, double threshold,
        ThresholdMode thresholdMode, int cooldown, double minLR, double eps) {

    /** What to lower learning rates for: a smaller measure is better, and a tenth after more than ten that are not. */
    public static final PlateauOptions DEFAULT = new PlateauOptions(PlateauMode.MIN, 0.1, 10, 1e-4, ThresholdMode.REL,
            0, 0,
            1e-8);

    /** Which measures are better. */
    public enum PlateauMode {
        /** Smaller ones, as losses. */
        MIN,
        /** Larger ones, as accuracies. */
        MAX
    }

    /** What the threshold is compared with. */
    public enum ThresholdMode {
        /** The best measure. */
        REL,
        /** Nothing: it is a difference. */
        ABS
    }

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public PlateauOptions {
        checkArgument(factor > 0 && factor < 1, "[ReduceLROnPlateau] factor must be in (0, 1), but is %s", factor);
        new OptionCheck("ReduceLROnPlateau").positiveOrZero("patience", patience).positiveOrZero("threshold", threshold)
                .positiveOrZero("cooldown", cooldown).positiveOrZero("minLR", minLR).positiveOrZero("eps", eps);
    }

    /** These options for measures that are better when smaller, or when larger. */
    public PlateauOptions withMode(PlateauMode value) {
        return new PlateauOptions(value, factor, patience, threshold, thresholdMode, cooldown, minLR, eps);
    }

    /** These options with another factor. */
    public PlateauOptions withFactor(double value) {
        return new PlateauOptions(mode, value, patience, threshold, thresholdMode, cooldown, minLR, eps);
    }

    /** These options with another patience. */
    public PlateauOptions withPatience(int value) {
        return new PlateauOptions(mode, factor, value, threshold, thresholdMode, cooldown, minLR, eps);
    }

    /** These options with another threshold. */
    public PlateauOptions withThreshold(double value) {
        return new PlateauOptions(mode, factor, patience, value, thresholdMode, cooldown, minLR, eps);
    }

    /** These options with a threshold that is a share, or a difference. */
    public PlateauOptions withThresholdMode(ThresholdMode value) {
        return new PlateauOptions(mode, factor, patience, threshold, value, cooldown, minLR, eps);
    }

    /** These options with another number of measures that do not count. */
    public PlateauOptions withCooldown(int value) {
        return new PlateauOptions(mode, factor, patience, threshold, thresholdMode, value, minLR, eps);
    }

    /** These options with another least learning rate. */
    public PlateauOptions withMinLR(double value) {
        return new PlateauOptions(mode, factor, patience, threshold, thresholdMode, cooldown, value, eps);
    }

    /** These options with another least change. */
    public PlateauOptions withEps(double value) {
        return new PlateauOptions(mode, factor, patience, threshold, thresholdMode, cooldown, minLR, value);
    }

    /** Whether a measure is better than the best so far by enough. */
    boolean isBetter(double measure, double best) {
        return switch (mode) {
            case MIN -> measure < (thresholdMode == ThresholdMode.REL ? best * (1 - threshold) : best - threshold);
            case MAX -> measure > (thresholdMode == ThresholdMode.REL ? best * (1 + threshold) : best + threshold);
        };
    }

    double worst() {
        return mode == PlateauMode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
}

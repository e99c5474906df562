package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Which learning rates are tried.
 *
 * @param from the first, positive
 * @param to the last, larger than the first
 * @param steps how many, at least 3
 * @param smoothing how much of the mean loss so far is kept at every step, in [0, 1)
 * @param divergence how many times the least smoothed loss so far ends the search, above 1
 */
public record LearningRateFinderOptions(double from, double to, int steps, double smoothing, double divergence) {

    /** 100 rates from 10⁻⁷ to 10, smoothed by 0.9, until the loss is four times its least. */
    public static final LearningRateFinderOptions DEFAULT = new LearningRateFinderOptions(1e-7, 10, 100, 0.9, 4);

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public LearningRateFinderOptions {
        checkArgument(from > 0 && from < to && Double.isFinite(to),
                "[learningRateFinder] rates must grow from a positive one to a larger one, but from is %s and to is %s",
                from, to);
        checkArgument(steps >= 3, "[learningRateFinder] steps must be at least 3, but is %s", steps);
        checkArgument(smoothing >= 0 && smoothing < 1, "[learningRateFinder] smoothing must be in [0, 1), but is %s",
                smoothing);
        checkArgument(divergence > 1, "[learningRateFinder] divergence must be above 1, but is %s", divergence);
    }

    /** These options with another first rate. */
    public LearningRateFinderOptions withFrom(double value) {
        return new LearningRateFinderOptions(value, to, steps, smoothing, divergence);
    }

    /** These options with another last rate. */
    public LearningRateFinderOptions withTo(double value) {
        return new LearningRateFinderOptions(from, value, steps, smoothing, divergence);
    }

    /** These options with another number of rates. */
    public LearningRateFinderOptions withSteps(int value) {
        return new LearningRateFinderOptions(from, to, value, smoothing, divergence);
    }

    /** These options with another smoothing. */
    public LearningRateFinderOptions withSmoothing(double value) {
        return new LearningRateFinderOptions(from, to, steps, value, divergence);
    }

    /** These options with another end of the search. */
    public LearningRateFinderOptions withDivergence(double value) {
        return new LearningRateFinderOptions(from, to, steps, smoothing, value);
    }

    /** The rate of a step, counted from 0: from·(to/from)^(step/(steps − 1)). */
    double rate(int step) {
        return from * Math.pow(to / from, step / (steps - 1.0));
    }
}

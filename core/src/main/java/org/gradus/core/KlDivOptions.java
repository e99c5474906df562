package org.gradus.core;

/**
 * How a Kullback-Leibler divergence is taken.
 *
 * @param logTarget whether the target holds logarithms of probabilities, as the input does
 * @param reduction what is given for a batch; {@link Reduction#BATCH_MEAN} is the divergence as it is defined
 */
public record KlDivOptions(boolean logTarget, Reduction reduction) {

    /** The mean over all elements, from probabilities. */
    public static final KlDivOptions DEFAULT = new KlDivOptions(false, Reduction.MEAN);

    /** These options for a target of logarithms, or of probabilities. */
    public KlDivOptions withLogTarget(boolean value) {
        return new KlDivOptions(value, reduction);
    }

    /** These options with another reduction. */
    public KlDivOptions withReduction(Reduction value) {
        return new KlDivOptions(logTarget, value);
    }
}

package org.gradus.optim;

/**
 * How an optimiser treats a group of parameters: an immutable value, each number checked when it is made.
 *
 * @param <O> the options' own type
 */
public interface OptimizerOptions<O extends OptimizerOptions<O>> {

    /** The factor by which an update is scaled. */
    double learningRate();

    /** These options with another learning rate. @throws IllegalArgumentException if it is negative or not finite */
    O withLearningRate(double value);

    /** Checks that the values go together. @throws IllegalArgumentException if they do not, saying which */
    default void checkTogether() {}

    /**
     * These options with another momentum, or with another β₁ where that is what they have.
     *
     * @throws IllegalArgumentException if they have neither, or the value is out of range
     */
    default O withMomentumOrBeta1(double value) {
        throw new IllegalArgumentException("[optimizer] there is neither a momentum nor a beta1 to change in " + this);
    }

    /** All values, under PyTorch's names. */
    Notes notes();

    /** Options of these values. @throws IllegalArgumentException if one is missing or out of range */
    O of(Notes notes);
}

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
    void checkTogether();
}

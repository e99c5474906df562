package org.gradus.examples.report;

/**
 * What came of an epoch.
 *
 * @param epoch counted from 1
 * @param train over the epoch's own batches, while the weights changed
 * @param test over the test set, after the epoch
 * @param seconds that training took, without the test
 */
public record EpochResult(int epoch, Score train, Score test, double seconds) {

    /**
     * How good a model is on a set.
     *
     * @param loss mean over the samples
     * @param accuracy the part of the samples that are classified rightly, 0 to 1
     */
    public record Score(double loss, double accuracy) {}
}

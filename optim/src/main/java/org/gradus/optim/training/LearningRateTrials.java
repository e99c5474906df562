package org.gradus.optim.training;

import com.google.common.collect.ImmutableList;
import java.util.OptionalDouble;

/**
 * How the loss went while the learning rate grew.
 *
 * @param trials the rates that were tried, in order, until the loss grew too large
 */
public record LearningRateTrials(ImmutableList<Trial> trials) {

    /**
     * One step.
     *
     * @param learningRate of the step
     * @param loss before it
     * @param smoothedLoss the exponentially weighted mean of the losses so far
     */
    public record Trial(double learningRate, double loss, double smoothedLoss) {}

    /**
     * The rate at which the smoothed loss falls most steeply over the logarithm of the rate; empty if it falls nowhere, or
     * fewer than three rates were tried.
     */
    public OptionalDouble suggestion() {
        double steepest = 0;
        OptionalDouble rate = OptionalDouble.empty();
        for (int i = 1; i < trials.size() - 1; i++) {
            double slope = trials.get(i + 1).smoothedLoss() - trials.get(i - 1).smoothedLoss();
            if (slope < steepest) {
                steepest = slope;
                rate = OptionalDouble.of(trials.get(i).learningRate());
            }
        }
        return rate;
    }
}

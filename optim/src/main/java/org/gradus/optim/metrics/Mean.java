package org.gradus.optim.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.optim.Notes;
import org.gradus.optim.StateDict;

/**
 * A running weighted mean of numbers, of a loss that counts once for every sample say: Σ w·x / Σ w, summed up in float64 in
 * the order in which the numbers come.
 */
public final class Mean {

    private double sum;
    private double weights;

    /** A mean of nothing yet. */
    public Mean() {}

    /** Takes in a number that counts once. */
    public void update(double value) {
        update(value, 1);
    }

    /**
     * Takes in a number.
     *
     * @param weight how much it counts: the number of samples that a mean is of
     * @throws IllegalArgumentException if the weight is negative or not finite
     */
    public void update(double value, double weight) {
        checkArgument(weight >= 0 && Double.isFinite(weight), "[mean] a weight must be positive or zero, but is %s",
                weight);
        sum += weight * value;
        weights += weight;
    }

    /** The mean; NaN if nothing that counts has come. */
    public double value() {
        return sum / weights;
    }

    /** The sum of the weights. */
    public double weight() {
        return weights;
    }

    /** Forgets all numbers. */
    public void reset() {
        sum = 0;
        weights = 0;
    }

    /** The two sums. */
    public StateDict stateDict() {
        return new StateDict(StateDict.NONE.tensors(), Notes.NONE.with("sum", sum).with("weights", weights));
    }

    /** Goes on from the sums of once. @throws IllegalArgumentException if one is missing; nothing is changed then */
    public void loadStateDict(StateDict state) {
        double loadedSum = state.notes().real("sum");
        weights = state.notes().real("weights");
        sum = loadedSum;
    }
}

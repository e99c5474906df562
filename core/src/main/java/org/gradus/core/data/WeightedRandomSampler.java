package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.gradus.core.random.Rng;

/**
 * Draws samples with probabilities in proportion to weights: rare classes more often, for instance. With replacement every
 * draw is independent of the others; without, a sample that was drawn does not come again.
 *
 * <p>
 * Without replacement the samples with the largest u^(1/weight) are taken, u uniform on (0, 1), which is what drawing one
 * after another gives; Efraimidis and Spirakis, "Weighted random sampling with a reservoir" (2006).
 */
public final class WeightedRandomSampler implements Sampler {

    private final double[] weights;
    private final int size;
    private final boolean replacement;

    /**
     * @param weights one for each sample, not necessarily of sum 1; a sample of weight 0 never comes
     * @param size how many are drawn in an epoch
     * @param replacement whether a sample may come more than once
     * @throws IllegalArgumentException if a weight is negative or not finite, all are 0, their sum is not finite, none is to be drawn, or, without
     *         replacement, more are to be drawn than there are of positive weight
     */
    public WeightedRandomSampler(double[] weights, int size, boolean replacement) {
        for (double weight : weights) {
            checkArgument(weight >= 0 && weight < Double.POSITIVE_INFINITY,
                    "[weightedRandomSampler] weights must be finite and not negative, but one is %s", weight);
        }
        long positive = Arrays.stream(weights).filter(weight -> weight > 0).count();
        checkArgument(positive > 0, "[weightedRandomSampler] one weight at least must be positive; %s came",
                weights.length);
        checkArgument(Arrays.stream(weights).sum() < Double.POSITIVE_INFINITY,
                "[weightedRandomSampler] the sum of the weights must be finite, but exceeds the largest double; divide them by their maximum");
        checkArgument(size >= 1, "[weightedRandomSampler] at least 1 sample must be drawn, but %s are asked for", size);
        checkArgument(replacement || size <= positive,
                "[weightedRandomSampler] %s samples are to be drawn without replacement, but only %s have a positive weight",
                size, positive);
        this.weights = weights.clone();
        this.size = size;
        this.replacement = replacement;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int[] draw(Rng rng) {
        return replacement ? drawWithReplacement(rng) : drawWithoutReplacement(rng);
    }

    private int[] drawWithReplacement(Rng rng) {
        double[] upTo = weights.clone();
        for (int i = 1; i < upTo.length; i++) {
            upTo[i] += upTo[i - 1];
        }
        double[] uniform = new double[size];
        rng.uniform(uniform, 0, upTo[upTo.length - 1]);
        return Arrays.stream(uniform).mapToInt(u -> firstAbove(upTo, u)).toArray();
    }

    private static int firstAbove(double[] ascending, double value) {
        int low = 0;
        int high = ascending.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int[] drawWithoutReplacement(Rng rng) {
        double[] uniform = new double[weights.length];
        rng.uniform(uniform, Double.MIN_NORMAL, 1);
        // the order of u^(1/w) is that of log(u)/w, which does not underflow
        double[] keys = new double[weights.length];
        Arrays.setAll(keys, i -> Math.log(uniform[i]) / weights[i]);
        return IntStream.range(0, weights.length).boxed().filter(i -> weights[i] > 0)
                .sorted(Comparator.comparingDouble((Integer i) -> keys[i]).reversed().thenComparing(i -> i))
                .limit(size).mapToInt(i -> i).toArray();
    }
}

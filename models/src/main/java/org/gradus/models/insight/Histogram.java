package org.gradus.models.insight;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableLongArray;
import org.gradus.core.DType;
import org.gradus.core.Tensor;

/**
 * How often numbers fall into bins of one width, as NumPy's {@code histogram} counts: bin b is [low + b·w, low + (b + 1)·w),
 * the last one with its upper end.
 *
 * @param low the least finite number
 * @param high the largest one
 * @param counts of every bin
 * @param notFinite how many are infinite or NaN and in no bin
 */
public record Histogram(double low, double high, ImmutableLongArray counts, long notFinite) {

    /**
     * Counts the elements of a tensor between the least and the largest; where all are equal to x, the bins span [x − ½, x + ½].
     *
     * @throws IllegalArgumentException if there is not even one bin
     */
    public static Histogram of(Tensor values, int bins) {
        checkArgument(bins >= 1, "[histogram] the number of bins must be at least 1, but is %s", bins);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double[] all = values.detach().to(DType.FLOAT64).toDoubleArray();
        for (double value : all) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low >= high) {
            low -= 0.5;
            high += 0.5;
        }
        long[] counts = new long[bins];
        long notFinite = 0;
        for (double value : all) {
            if (Double.isFinite(value)) {
                counts[Math.min(bins - 1, (int) ((value - low) / (high - low) * bins))]++;
            } else {
                notFinite++;
            }
        }
        return new Histogram(low, high, ImmutableLongArray.copyOf(counts), notFinite);
    }

    /** The middle of a bin. */
    public double middle(int bin) {
        return low + (bin + 0.5) * (high - low) / counts.length();
    }
}

package org.gradus.examples.weights;

import java.util.Arrays;
import org.gradus.core.DType;
import org.gradus.core.Tensor;

/**
 * Figures of a tensor's finite elements, and how many others there are; NaN if none is finite.
 *
 * @param mean Σx/n
 * @param std √(Σ(x − mean)²/n)
 * @param nan how many are not a number
 * @param infinite how many are infinite
 */
record Statistics(double min, double max, double mean, double std, long nan, long infinite) {

    static Statistics of(Tensor tensor) {
        double[] all = tensor.to(DType.FLOAT64).toDoubleArray();
        double[] finite = Arrays.stream(all).filter(Double::isFinite).toArray();
        long nan = Arrays.stream(all).filter(Double::isNaN).count();
        double min = Arrays.stream(finite).min().orElse(Double.NaN);
        double max = Arrays.stream(finite).max().orElse(Double.NaN);
        // divided by the largest first, so that neither sums nor squares overflow
        double scale = Math.max(Math.abs(min), Math.abs(max));
        if (!(scale > 0)) {
            return new Statistics(min, max, min, finite.length == 0 ? Double.NaN : 0, nan,
                    all.length - finite.length - nan);
        }
        double mean = Arrays.stream(finite).map(x -> x / scale).average().orElseThrow();
        double variance = Arrays.stream(finite).map(x -> x / scale - mean).map(d -> d * d).average().orElseThrow();
        return new Statistics(min, max, mean * scale, Math.sqrt(variance) * scale, nan,
                all.length - finite.length - nan);
    }
}

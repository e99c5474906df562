package org.gradus.examples.bench;

import com.google.common.math.Quantiles;
import java.util.ArrayList;
import java.util.List;

/** The times of one piece of work on one side: the median of each fork. */
final class Sample {

    private final List<Double> medians = new ArrayList<>();

    /** Adds a fork's samples. */
    void add(double[] seconds) {
        medians.add(Quantiles.median().compute(seconds));
    }

    boolean isEmpty() {
        return medians.isEmpty();
    }

    /** The median of the forks' medians, in seconds; NaN without any. */
    double median() {
        return medians.isEmpty() ? Double.NaN : Quantiles.median().compute(medians);
    }

    /** How far the slowest fork's median lies above the fastest one's, as a part of it. */
    double spread() {
        double fastest = medians.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        double slowest = medians.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        return slowest / fastest - 1;
    }
}

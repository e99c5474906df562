package org.gradus.core.gradcheck.trial;

import java.util.List;
import org.gradus.core.Tensor;

/** Whether two computations of gradients gave the same. */
final class Difference {

    /** Far above the rounding of another order of computation, far below the smallest of the faults. */
    private static final double ROUNDING = 1e-11;

    private Difference() {}

    /** Whether gradients of some order differ by more than what rounding explains. */
    static boolean isBeyondRounding(List<List<Tensor>> orders, List<List<Tensor>> others) {
        for (int order = 0; order < orders.size(); order++) {
            for (int i = 0; i < orders.get(order).size(); i++) {
                if (isBeyondRounding(orders.get(order).get(i).toDoubleArray(),
                        others.get(order).get(i).toDoubleArray())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isBeyondRounding(double[] values, double[] others) {
        double scale = 1;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < values.length; i++) {
            boolean same = Math.abs(values[i] - others[i]) <= ROUNDING * scale
                    || Double.compare(values[i], others[i]) == 0;
            if (!same) {
                return true;
            }
        }
        return false;
    }
}

package org.gradus.core.gradcheck;

import java.util.ArrayList;
import java.util.List;

/**
 * The slopes of smooth points near a kink, in the limit. Every mean of them is a generalised gradient at the kink (F. H.
 * Clarke, <i>Optimization and Nonsmooth Analysis</i>, 1983), also where several ties meet, of which the two slopes beside x
 * along one element show but part: of three equal elements that are sorted, the middle one stays neither way.
 */
final class Vicinity {

    private static final int DISTANCE = 14;
    private static final int STEP = 22;

    private final Line line;
    private final List<double[]> slopes = new ArrayList<>();

    /** @param shifts directions in which to leave the kink */
    Vicinity(Line line, List<Ray> shifts) {
        this.line = line;
        for (Ray shift : shifts) {
            Line near = line.through(shift, Math.scalb(1.0, -DISTANCE));
            Line nearer = line.through(shift, Math.scalb(0.5, -DISTANCE));
            if (near.isSmooth(STEP) && nearer.isSmooth(STEP) && near.decidesAs(nearer)) {
                double[] limit = nearer.central(STEP);
                double[] before = near.central(STEP);
                for (int row = 0; row < limit.length; row++) {
                    limit[row] = 2 * limit[row] - before[row];
                }
                slopes.add(limit);
            }
        }
    }

    /** A row's slopes beside x, together with those around. */
    Slope widen(Slope beside, int row, Tolerance tolerance) {
        double low = beside.low();
        double high = beside.high();
        for (double[] each : slopes) {
            low = each[row] < low ? each[row] : low;
            high = each[row] > high ? each[row] : high;
        }
        double rounding = 3 * tolerance.rounding()[row] / line.step(STEP);
        return new Slope(low, high, low == high ? beside.error() : Math.max(beside.error(), rounding));
    }
}

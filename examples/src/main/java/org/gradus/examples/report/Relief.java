package org.gradus.examples.report;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.gradus.models.insight.LossLandscape;

/**
 * A loss landscape as heights to draw.
 *
 * @param losses row by row, NaN where there is none
 * @param side points along each direction
 * @param lowest of the losses
 * @param highest of them
 */
record Relief(ImmutableDoubleArray losses, int side, double lowest, double highest) {

    /** No loss is told apart from 0 below this. */
    private static final double FLOOR = 1e-6;

    static Relief of(LossLandscape landscape) {
        double[] losses = landscape.losses().stream().flatMapToDouble(ImmutableDoubleArray::stream)
                .map(loss -> Double.isFinite(loss) ? Math.max(FLOOR, loss) : Double.NaN).toArray();
        double[] finite = DoubleStream.of(losses).filter(Double::isFinite).toArray();
        return new Relief(ImmutableDoubleArray.copyOf(losses), landscape.steps().length(),
                Arrays.stream(finite).min().orElse(Double.NaN), Arrays.stream(finite).max().orElse(Double.NaN));
    }

    boolean hasShape() {
        return lowest < highest;
    }

    /** How high a point is on the scale of logarithms, 0 to 1; NaN where there is no loss. */
    double height(int row, int column) {
        return Math.log(losses.get(row * side + column) / lowest) / Math.log(highest / lowest);
    }

    /** How high it is between the points, by straight lines. */
    double height(double row, double column) {
        int above = Math.min((int) row, side - 2);
        int left = Math.min((int) column, side - 2);
        double down = row - above;
        double right = column - left;
        return (1 - down) * ((1 - right) * height(above, left) + right * height(above, left + 1))
                + down * ((1 - right) * height(above + 1, left) + right * height(above + 1, left + 1));
    }

    /** The loss at a height. */
    double loss(double height) {
        return lowest * Math.pow(highest / lowest, height);
    }
}

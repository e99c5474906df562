package org.gradus.core.gradcheck;

import java.util.List;

/** What the inputs' elements make of each row of a Jacobian when they move by their own size: the two largest parts. */
final class Contributions {

    private final List<Scale> scales;
    private final double[] largest;
    private final double[] second;
    private final int[] largestAt;

    Contributions(int rows, List<Scale> scales) {
        this.scales = scales;
        this.largest = new double[rows];
        this.second = new double[rows];
        this.largestAt = new int[rows];
    }

    /** Notes the derivatives of a row. */
    void add(int row, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            double part = Math.abs(gradient[i]) * scales.get(i).size();
            if (part > largest[row] && part < Double.POSITIVE_INFINITY) {
                second[row] = largest[row];
                largest[row] = part;
                largestAt[row] = i;
            } else if (part > second[row] && part < Double.POSITIVE_INFINITY) {
                second[row] = part;
            }
        }
    }

    /** The largest part of each row that is not a column's own; none is beside a direction of all elements. */
    double[] others(Ray column) {
        double[] others = new double[largest.length];
        if (column instanceof Ray.Unit unit) {
            for (int row = 0; row < others.length; row++) {
                others[row] = largestAt[row] == unit.position() ? second[row] : largest[row];
            }
        }
        return others;
    }
}

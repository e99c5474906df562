package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;

/**
 * A Jacobian that was compared as a whole: one row for each element of the outputs, one column for each element of the
 * inputs, both numbered part by part and row-major within.
 *
 * @param outputs what the rows belong to
 * @param inputs what the columns belong to
 * @param analytic what the tape gives, row by row
 * @param numeric what differences give; at a kink, what is nearest to the analytic value between the slopes beside it
 * @param uncertainty the error of each numeric value
 */
public record DenseJacobian(ImmutableList<Part> outputs, ImmutableList<Part> inputs, ImmutableDoubleArray analytic,
        ImmutableDoubleArray numeric, ImmutableDoubleArray uncertainty) {

    /** How many rows there are. */
    public int rows() {
        return Part.numel(outputs);
    }

    /** How many columns there are. */
    public int columns() {
        return Part.numel(inputs);
    }

    /** analytic − numeric. */
    public double error(int row, int column) {
        int at = row * columns() + column;
        return analytic.get(at) - numeric.get(at);
    }
}

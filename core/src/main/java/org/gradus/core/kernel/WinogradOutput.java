package org.gradus.core.kernel;

import static org.gradus.core.kernel.WinogradPoints.A;
import static org.gradus.core.kernel.WinogradPoints.A2;
import static org.gradus.core.kernel.WinogradPoints.A3;
import static org.gradus.core.kernel.WinogradPoints.B;
import static org.gradus.core.kernel.WinogradPoints.B2;
import static org.gradus.core.kernel.WinogradPoints.B3;
import static org.gradus.core.kernel.WinogradPoints.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Products of {@link Winograd} transformed back, y = Aᵀ·M·A of every tile M of 6×6 cells: 4×4 pixels, the bias added and negative ones made 0 if so asked. */
final class WinogradOutput {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Float> LOW = VectorShuffle.makeZip(SPECIES, 0);
    private static final VectorShuffle<Float> HIGH = VectorShuffle.makeZip(SPECIES, 1);

    private static final int IN = WinogradShape.IN;
    private static final int OUT = WinogradShape.OUT;

    private final WinogradShape shape;
    private final boolean relu;
    private final float[] y;

    /** Vectors of tiles in a row. */
    private final int groups;

    /** Elements of a row of pixels. */
    private final int line;
    private final float[] rows;
    private final float[] lines;

    WinogradOutput(WinogradShape shape, boolean relu, float[] y) {
        this.shape = shape;
        this.relu = relu;
        this.y = y;
        groups = Math.ceilDiv(shape.tileColumns(), LANES);
        line = OUT * LANES * groups;
        rows = new float[OUT * IN * LANES];
        lines = new float[OUT * line];
    }

    /**
     * Transforms a row of tiles back.
     *
     * @param at where the row's tiles begin in the products, of their first cell
     * @param step from one cell to the next
     */
    void transform(float[] products, int at, int step, int row, int filter, float bias) {
        int image = row / shape.tileRows();
        int top = row % shape.tileRows() * OUT;
        for (int g = 0; g < groups; g++) {
            for (int j = 0; j < IN; j++) {
                down(products, at + g * LANES + j * step, IN * step, j * LANES);
            }
            for (int i = 0; i < OUT; i++) {
                along(i * IN * LANES, i * line + g * OUT * LANES, bias);
            }
        }
        if (relu) {
            VectorElementwise.unary(UnaryFunction.RELU, lines, lines, 0, lines.length);
        }
        int to = (image * shape.filters() + filter) * shape.outPlane() + top * shape.outWidth();
        int count = Math.min(OUT, shape.outHeight() - top);
        for (int i = 0; i < count; i++) {
            System.arraycopy(lines, i * line, y, to + i * shape.outWidth(), shape.outWidth());
        }
    }

    /** Aᵀ applied to a column of six cells. */
    private void down(float[] from, int at, int step, int to) {
        var m0 = FloatVector.fromArray(SPECIES, from, at);
        var m1 = FloatVector.fromArray(SPECIES, from, at + step);
        var m2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
        var m3 = FloatVector.fromArray(SPECIES, from, at + 3 * step);
        var m4 = FloatVector.fromArray(SPECIES, from, at + 4 * step);
        var m5 = FloatVector.fromArray(SPECIES, from, at + 5 * step);
        var sum = m1.add(m2);
        var difference = m1.sub(m2);
        var farSum = m3.add(m4);
        var farDifference = m3.sub(m4);
        m0.add(sum).add(farSum).intoArray(rows, to);
        farDifference.fma(all(B), difference.mul(A)).intoArray(rows, to + IN * LANES);
        farSum.fma(all(B2), sum.mul(A2)).intoArray(rows, to + 2 * IN * LANES);
        farDifference.fma(all(B3), difference.fma(all(A3), m5)).intoArray(rows, to + 3 * IN * LANES);
    }

    /**
     * Aᵀ applied along a row, and the four pixels of every tile put side by side. It repeats {@link #down}, for taking that
     * one's results from memory makes a whole convolution slower by up to a tenth.
     */
    private void along(int at, int to, float bias) {
        var m0 = FloatVector.fromArray(SPECIES, rows, at);
        var m1 = FloatVector.fromArray(SPECIES, rows, at + LANES);
        var m2 = FloatVector.fromArray(SPECIES, rows, at + 2 * LANES);
        var m3 = FloatVector.fromArray(SPECIES, rows, at + 3 * LANES);
        var m4 = FloatVector.fromArray(SPECIES, rows, at + 4 * LANES);
        var m5 = FloatVector.fromArray(SPECIES, rows, at + 5 * LANES);
        var sum = m1.add(m2);
        var difference = m1.sub(m2);
        var farSum = m3.add(m4);
        var farDifference = m3.sub(m4);
        var y0 = m0.add(sum).add(farSum).add(bias);
        var y1 = farDifference.fma(all(B), difference.mul(A)).add(bias);
        var y2 = farSum.fma(all(B2), sum.mul(A2)).add(bias);
        var y3 = farDifference.fma(all(B3), difference.fma(all(A3), m5)).add(bias);
        var evenLow = y0.rearrange(LOW, y2);
        var evenHigh = y0.rearrange(HIGH, y2);
        var oddLow = y1.rearrange(LOW, y3);
        var oddHigh = y1.rearrange(HIGH, y3);
        evenLow.rearrange(LOW, oddLow).intoArray(lines, to);
        evenLow.rearrange(HIGH, oddLow).intoArray(lines, to + LANES);
        evenHigh.rearrange(LOW, oddHigh).intoArray(lines, to + 2 * LANES);
        evenHigh.rearrange(HIGH, oddHigh).intoArray(lines, to + 3 * LANES);
    }
}

package org.gradus.core.op;

import java.util.function.IntToDoubleFunction;
import org.gradus.core.InterpolateMode;
import org.gradus.core.kernel.SparseMatrix;

/**
 * How one axis of {@code in} elements is stretched or shrunk to {@code out}: what each of these is made of.
 *
 * @param scale how many of the elements in there are to one of those that come out, by which these are placed
 */
record Stretch(int in, int out, double scale) {

    /** R. Keys, "Cubic convolution interpolation for digital image processing", IEEE Trans. ASSP 29 (1981), has a = −0.5. */
    private static final double CUBIC = -0.75;
    private static final double CUBIC_ANTIALIASED = -0.5;

    /** The elements placed so that the middles of the outermost stay where they are. */
    static Stretch aligned(int in, int out) {
        return new Stretch(in, out, out > 1 ? (in - 1.0) / (out - 1) : 0);
    }

    /** What the outermost elements' middles are aligned by. */
    private double place(int i, boolean aligned) {
        return aligned ? scale * i : scale * (i + 0.5) - 0.5;
    }

    /** Each element is the one that its left edge falls on, as PyTorch rounds in single or in double precision. */
    SparseMatrix nearest(boolean single) {
        return picked(i -> single ? (float) scale * i : scale * i);
    }

    /** Each element is the one that its middle falls on, as PyTorch rounds in single or in double precision. */
    SparseMatrix nearestExact(boolean single) {
        return picked(i -> 0.5
                + Math.max(0, single ? (float) scale * (i + 0.5f) - 0.5f : scale * (i + 0.5) - 0.5));
    }

    private SparseMatrix picked(IntToDoubleFunction place) {
        var builder = new SparseMatrix.Builder(in);
        for (int i = 0; i < out; i++) {
            builder.add(Math.min((int) (float) place.applyAsDouble(i), in - 1), 1).endRow();
        }
        return builder.build();
    }

    /** Each element is made of its middle's two neighbours. */
    SparseMatrix linear(boolean aligned) {
        var builder = new SparseMatrix.Builder(in);
        for (int i = 0; i < out; i++) {
            double place = Math.max(0, place(i, aligned));
            int left = Math.min((int) place, in - 1);
            double share = Math.min(place - left, 1);
            builder.add(left, 1 - share).add(Math.min(left + 1, in - 1), share).endRow();
        }
        return builder.build();
    }

    /** Each element is made of its middle's four neighbours; beyond the ends, the outermost are repeated. */
    SparseMatrix cubic(boolean aligned) {
        var builder = new SparseMatrix.Builder(in);
        for (int i = 0; i < out; i++) {
            double place = place(i, aligned);
            int left = Math.min((int) Math.floor(place), in - 1);
            double share = Math.min(place - left, 1);
            for (int j = -1; j <= 2; j++) {
                builder.add(Math.clamp(left + j, 0, in - 1), cubic(share - j, CUBIC));
            }
            builder.endRow();
        }
        return builder.build();
    }

    /** Each element is made of all within reach of its middle, which is the farther the more the axis is shrunk. */
    SparseMatrix antialiased(InterpolateMode mode) {
        var builder = new SparseMatrix.Builder(in);
        double width = Math.max(scale, 1);
        double reach = width * (mode == InterpolateMode.BICUBIC ? 2 : 1);
        for (int i = 0; i < out; i++) {
            double middle = scale * (i + 0.5);
            int first = Math.max((int) (middle - reach + 0.5), 0);
            int end = Math.min((int) (middle + reach + 0.5), in);
            double sum = 0;
            for (int k = first; k < end; k++) {
                sum += filter(mode, (k + 0.5 - middle) / width);
            }
            for (int k = first; k < end; k++) {
                builder.add(k, filter(mode, (k + 0.5 - middle) / width) / sum);
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static double filter(InterpolateMode mode, double distance) {
        return mode == InterpolateMode.BICUBIC
                ? cubic(distance, CUBIC_ANTIALIASED)
                : Math.max(0, 1 - Math.abs(distance));
    }

    /** The weight of an element at a distance, 1 at 0 and 0 from 2 on. */
    private static double cubic(double distance, double a) {
        double d = Math.abs(distance);
        return d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }
}

package org.gradus.examples.peers.check;

import java.util.Arrays;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How far a tensor is from what the peer gave.
 *
 * @param worst the largest |a − b| / max(1, |b|), infinite where one is finite and the other is not
 * @param complaint what is wrong, with the worst element, or null if the tensors agree
 */
record Difference(double worst, @Nullable String complaint) {

    /**
     * What a result may be off by: the unit τ times the measure's scale and, where the peer's result of higher precision
     * is at hand, four times the error that the peer itself makes. That is the error of the same element where each is a
     * function of few numbers, and else the largest one. Where the peer gives NaN and, in higher precision, a number, that
     * number is what counts: now and then its float32 gradients of dilated convolutions come out so.
     *
     * @param closeness the measure
     * @param unit τ
     * @param precise the peer's result of higher precision, if there is one
     */
    record Allowance(Closeness closeness, double unit, @Nullable Tensor precise) {

        private double[] perElement(double[] theirs) {
            double[] errors = errors(theirs);
            double largest = Arrays.stream(errors).max().orElse(0);
            double[] allowed = new double[theirs.length];
            for (int i = 0; i < allowed.length; i++) {
                allowed[i] = unit * closeness.scale(theirs[i]) + 4 * switch (closeness) {
                    case ROUNDED, COARSE -> largest;
                    case RELATIVE -> errors[i];
                    case EXACT -> 0;
                };
            }
            return allowed;
        }

        /** The peer's result, with numbers for its NaN where there are, and ours is none. */
        private double[] reference(Tensor peers, double[] ours) {
            double[] theirs = doubles(peers);
            if (hasPrecise(theirs.length)) {
                double[] better = doubles(precise);
                Arrays.setAll(theirs, i -> Double.isNaN(theirs[i]) && !Double.isNaN(ours[i]) ? better[i] : theirs[i]);
            }
            return theirs;
        }

        private boolean hasPrecise(int numel) {
            return precise != null && precise.numel() == numel && precise.dtype().isFloatingPoint();
        }

        private double[] errors(double[] theirs) {
            double[] errors = new double[theirs.length];
            if (!hasPrecise(theirs.length)) {
                return errors;
            }
            double[] better = doubles(precise);
            for (int i = 0; i < errors.length; i++) {
                double error = Math.abs(theirs[i] - better[i]);
                errors[i] = Double.isFinite(error) ? error : 0;
            }
            return errors;
        }
    }

    /** Compares element by element, and types before all. */
    static Difference of(Tensor ours, Tensor theirs, Allowance allowance) {
        if (!ours.type().equals(theirs.type())) {
            return new Difference(Double.POSITIVE_INFINITY,
                    "Gradus gives %s, PyTorch %s".formatted(ours.type(), theirs.type()));
        }
        return ours.dtype().isFloatingPoint() ? closely(ours, theirs, allowance) : exactly(ours, theirs);
    }

    private static Difference exactly(Tensor ours, Tensor theirs) {
        long[] a = longs(ours);
        long[] b = longs(theirs);
        int at = Arrays.mismatch(a, b);
        return at < 0
                ? new Difference(0, null)
                : new Difference(Double.POSITIVE_INFINITY,
                        "at %s Gradus gives %s, PyTorch %s".formatted(position(ours.shape(), at), a[at], b[at]));
    }

    private static Difference closely(Tensor left, Tensor right, Allowance allowance) {
        double[] ours = doubles(left);
        double[] theirs = allowance.reference(right, ours);
        double[] allowed = allowance.perElement(theirs);
        double worst = 0;
        double worstExcess = 1;
        String complaint = null;
        for (int i = 0; i < ours.length; i++) {
            double difference = distance(ours[i], theirs[i]);
            if (difference == 0) {
                continue;
            }
            boolean infinite = Double.isInfinite(difference);
            worst = Math.max(worst, infinite ? difference : difference / Math.max(1, Math.abs(theirs[i])));
            double excess = infinite ? difference : difference / allowed[i];
            if (excess > worstExcess) {
                worstExcess = excess;
                complaint = "at %s Gradus gives %s, PyTorch %s%s".formatted(position(left.shape(), i), ours[i],
                        theirs[i], infinite ? "" : "; %.1e is allowed".formatted(allowed[i]));
            }
        }
        return new Difference(worst, complaint);
    }

    /** |a − b|, 0 for equal infinities and for two NaNs, infinite where only one of them is finite. */
    private static double distance(double a, double b) {
        if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
            return 0;
        }
        double difference = Math.abs(a - b);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    private static double[] doubles(Tensor tensor) {
        if (tensor.dtype() == DType.FLOAT64) {
            return tensor.toDoubleArray();
        }
        float[] floats = tensor.toFloatArray();
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i]);
        return doubles;
    }

    private static long[] longs(Tensor tensor) {
        if (tensor.dtype() == DType.INT64) {
            return tensor.toLongArray();
        }
        boolean[] truths = tensor.toBooleanArray();
        long[] longs = new long[truths.length];
        Arrays.setAll(longs, i -> truths[i] ? 1 : 0);
        return longs;
    }

    private static String position(Shape shape, int at) {
        int[] index = shape.strides();
        int left = at;
        for (int d = 0; d < index.length; d++) {
            int stride = Math.max(1, index[d]);
            index[d] = left / stride;
            left %= stride;
        }
        return Arrays.toString(index);
    }
}

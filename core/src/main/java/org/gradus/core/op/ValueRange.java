package org.gradus.core.op;

import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;

/** Finds where the first number outside [low, high] stands, NaN being outside; −1 where all lie within. */
record ValueRange(double low, double high) implements Tape.Query<Integer> {

    /** All elements lie within. */
    void check(String op, String what, Tensor x) {
        int bad = Tape.query(x, this);
        if (bad >= 0) {
            throw new IllegalArgumentException("[%s] %s must lie in [%s, %s], but number %d of %s is %s".formatted(op,
                    what, low, high, bad, x.type(), ReshapeOp.reshape(x.detach(), -1).get(bad)));
        }
    }

    @Override
    public <A> Integer ask(Kernels<A> kernels, A data) {
        return switch (data) {
            case float[] floats -> firstOutside(floats);
            case double[] doubles -> firstOutside(doubles);
            default -> throw new AssertionError(data.getClass());
        };
    }

    private int firstOutside(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!contains(values[i])) {
                return i;
            }
        }
        return -1;
    }

    private int firstOutside(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!contains(values[i])) {
                return i;
            }
        }
        return -1;
    }

    private boolean contains(double value) {
        return low <= value && value <= high;
    }
}

package org.gradus.core.gradcheck;

import java.util.List;
import org.gradus.core.Interceptor;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;

/**
 * What a computation decides on its way: which operations it consists of, every integer and truth value that they give,
 * and what they say themselves of their {@link Op#decisions}. Two computations that decided the same have, but for an
 * accident of 64 bits, the same fingerprint, and their results lie on the same smooth branch of the function.
 */
final class Ledger implements Interceptor {

    private long fingerprint;

    @Override
    public Tensor apply(Op op, Tensor... inputs) {
        Tensor output = op.apply(inputs);
        add(op.getClass().getName().hashCode());
        if (output.dtype().isFloatingPoint()) {
            Tape.noGrad(() -> op.decisions(output, List.of(inputs))).forEach(this::add);
        } else {
            add(output);
        }
        return output;
    }

    long fingerprint() {
        return fingerprint;
    }

    private void add(Tensor decisions) {
        Tape.query(decisions, new Entry());
    }

    /** Mixes a value in, as a step of a congruential generator and a shift (the constant is Knuth's MMIX multiplier). */
    private void add(long value) {
        long mixed = (fingerprint ^ value) * 6364136223846793005L + 1;
        fingerprint = mixed ^ mixed >>> 29;
    }

    private final class Entry implements Tape.Query<Ledger> {

        @Override
        public <A> Ledger ask(Kernels<A> kernels, A data) {
            switch (data) {
                case float[] values -> {
                    for (float value : values) {
                        add(Float.floatToIntBits(value + 0f)); // −0 counts as 0
                    }
                }
                case double[] values -> {
                    for (double value : values) {
                        add(Double.doubleToLongBits(value + 0.0));
                    }
                }
                case long[] values -> {
                    for (long value : values) {
                        add(value);
                    }
                }
                case boolean[] values -> {
                    for (boolean value : values) {
                        add(value ? 1 : 2);
                    }
                }
                default -> throw new AssertionError(data.getClass());
            }
            return Ledger.this;
        }
    }
}

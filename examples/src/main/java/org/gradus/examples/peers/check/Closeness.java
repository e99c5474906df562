package org.gradus.examples.peers.check;

/** How near to the peer's a result must be, given the unit τ of its type. */
public enum Closeness {

    /** |a − b| ≤ τ·max(1, |b|): right to a few digits of numbers of size 1. What inputs of size 1 deserve. */
    ROUNDED {
        @Override
        double scale(double expected) {
            return Math.max(1, Math.abs(expected));
        }
    },

    /** |a − b| ≤ 100τ·max(1, |b|): where the peer itself computes with constants of single precision. */
    COARSE {
        @Override
        double scale(double expected) {
            return 100 * ROUNDED.scale(expected);
        }
    },

    /** |a − b| ≤ τ·|b|: right in the leading digits however small; for functions of one number. */
    RELATIVE {
        @Override
        double scale(double expected) {
            return Math.max(Float.MIN_NORMAL, Math.abs(expected));
        }
    },

    /** The same bits, but for the sign of zero and which NaN. */
    EXACT {
        @Override
        double scale(double expected) {
            return 0;
        }
    };

    /** What one τ is worth at a number. */
    abstract double scale(double expected);

    /** The measure of gradients: a gradient is a product of differences, which loses leading digits of its own accord. */
    Closeness ofGradients() {
        return this == RELATIVE ? ROUNDED : this;
    }
}

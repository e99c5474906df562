package org.gradus.core.gradcheck;

/**
 * A law of gradients that does not hold.
 *
 * @param law which
 * @param place where it was seen first
 * @param actual the number that came there
 * @param expected what should have come
 */
public record Fault(Law law, Place place, double actual, double expected) {

    /** What must hold of gradients, whatever the function. */
    public enum Law {
        /** For a random cotangent u the gradient is uᵀ·J, the combination of its rows. */
        COMBINES_ROWS("for a random cotangent u the gradient is not uᵀ·J, so that a vjp is not linear in its upstream"),
        /** Where inputs are used twice, their gradients add up. */
        ADDS_UP("where the inputs are used twice the gradient is not twice as large");

        private final String broken;

        Law(String broken) {
            this.broken = broken;
        }
    }

    @Override
    public String toString() {
        return law.broken + ": " + place + " has " + actual + " instead of " + expected;
    }
}

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
        ADDS_UP("where the inputs are used twice the gradient is not twice as large"),
        /** For a cotangent of zeros, gradients are zero. */
        NOTHING_OF_NOTHING(
                "for a cotangent of zeros the gradient is not zero, so that a vjp adds something of its own"),
        /** Products with the Jacobian from either side agree, ⟨J·v, u⟩ = ⟨v, Jᵀ·u⟩. */
        FORWARD_IS_TRANSPOSED(
                "⟨J·v, u⟩ is not ⟨v, Jᵀ·u⟩, so that a vjp is not made of ops of its upstream, which jvp and derivatives of gradients need"),
        /** f(x + h·v) − f(x) − h·J·v shrinks faster than h. */
        APPROXIMATES(
                "the remainder f(x + h·v) − f(x) − h·J·v shrinks as h and not as h², so that J·v is another derivative's: its order"),
        /** Gradients are right beside the inputs too. */
        HOLDS_NEARBY(
                "at a point nearby uᵀ·J·v is not what differences give, so that the gradient is right at the inputs by accident at most"),
        /** The second derivative along a direction is that of the function itself. */
        BENDS("vᵀ·H·v is not what second differences of the function itself give along v, so that the gradient is another function's");

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

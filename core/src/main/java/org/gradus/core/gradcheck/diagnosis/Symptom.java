package org.gradus.core.gradcheck.diagnosis;

/**
 * A plain pattern in the errors of a Jacobian.
 *
 * @param kind which
 * @param words what it looks like and what commonly makes it so
 */
public record Symptom(Kind kind, String words) {

    /** The patterns that are known. */
    public enum Kind {
        /** The gradient is zero everywhere though the function depends on the input. */
        MISSING,
        /** The gradient is −1 times what it should be. */
        SIGN,
        /** The gradient is another constant times what it should be. */
        RATIO,
        /** Two dimensions are exchanged. */
        TRANSPOSED,
        /** A dimension runs backwards. */
        REVERSED,
        /** A dimension is displaced by one. */
        SHIFTED,
        /** What is wrong is the same all along a dimension. */
        COMMON_TERM,
        /** Wrong are the elements at one index of a dimension alone. */
        CONFINED,
        /** The gradient is right but for rounding far above that of float64. */
        ROUNDED
    }

    @Override
    public String toString() {
        return words;
    }
}

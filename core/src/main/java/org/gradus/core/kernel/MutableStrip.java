package org.gradus.core.kernel;

/**
 * A strip that a rule changes: y in the formulas below. Every method returns the strip itself.
 *
 * <p>
 * FLOAT32 rounds each operation of a formula once, except that a sum's last product is a fused multiply-add where a
 * formula says so; FLOAT64 is computed as the formula stands.
 */
public abstract sealed class MutableStrip implements Strip permits PlainStrip, VectorStrip {

    private int from;
    private int length;

    MutableStrip() {}

    /** Lays the strip over other elements of its array. */
    final void move(int newFrom, int newLength) {
        from = newFrom;
        length = newLength;
    }

    /** Where in its array the strip begins. */
    final int from() {
        return from;
    }

    /** Where in its array the strip ends. */
    final int to() {
        return from + length;
    }

    /** y ← x. */
    public abstract MutableStrip set(Strip x);

    /** y ← y + a. */
    public abstract MutableStrip add(double a);

    /** y ← a·y. */
    public abstract MutableStrip mul(double a);

    /** y ← y·x. */
    public abstract MutableStrip mul(Strip x);

    /** y ← y/a. */
    public abstract MutableStrip div(double a);

    /** y ← y/x. */
    public abstract MutableStrip div(Strip x);

    /** y ← α·x + β·y, the product with α fused. */
    public abstract MutableStrip axpby(double alpha, Strip x, double beta);

    /** y ← y + w·(x − y) where |w| &lt; ½, else x − (1 − w)·(x − y), the product fused. */
    public abstract MutableStrip lerp(Strip x, double w);

    /** y ← y + (a·u)·v, the product with v fused. */
    public abstract MutableStrip addcmul(double a, Strip u, Strip v);

    /** y ← y + (a·u)/v. */
    public abstract MutableStrip addcdiv(double a, Strip u, Strip v);

    /** y ← √y. */
    public abstract MutableStrip sqrt();

    /** y ← |y|. */
    public abstract MutableStrip abs();

    /** y ← the larger of y and x; NaN if either is. */
    public abstract MutableStrip max(Strip x);

    /** y ← low if below it, high if above it. */
    public abstract MutableStrip clamp(double low, double high);

    /** y ← one of three numbers, by whether x is negative, positive, or neither, as 0 and NaN are. */
    public abstract MutableStrip bySign(Strip x, double negative, double neither, double positive);

    /** y ← 0 where x is negative. */
    public abstract MutableStrip zeroWhereNegative(Strip x);
}

package org.gradus.core.gradcheck;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How gradients are checked; the defaults are PyTorch's.
 *
 * @param eps step of the central differences, in units of the input
 * @param atol absolute tolerance: analytic a and numeric n agree where |a − n| ≤ atol + rtol·|n|
 * @param rtol relative tolerance
 * @param seed seed of the random cotangents
 * @param order highest order of derivatives that is checked: 1 for gradients, 2 for those of gradients too, and so on
 */
public record GradCheckOptions(double eps, double atol, double rtol, long seed, int order) {

    /** eps 10⁻⁶, atol 10⁻⁵, rtol 10⁻³, seed 0, first order. */
    public static final GradCheckOptions DEFAULT = new GradCheckOptions(1e-6, 1e-5, 1e-3, 0, 1);

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public GradCheckOptions {
        checkArgument(eps > 0 && Double.isFinite(eps), "[gradCheck] eps must be positive and finite, but is %s", eps);
        checkArgument(atol >= 0 && Double.isFinite(atol), "[gradCheck] atol must be finite and not negative, but is %s",
                atol);
        checkArgument(rtol >= 0 && Double.isFinite(rtol), "[gradCheck] rtol must be finite and not negative, but is %s",
                rtol);
        checkArgument(order >= 1, "[gradCheck] order must be at least 1, but is %s", order);
    }

    /** These options with another {@link #eps}. */
    public GradCheckOptions withEps(double value) {
        return new GradCheckOptions(value, atol, rtol, seed, order);
    }

    /** These options with another {@link #atol}. */
    public GradCheckOptions withAtol(double value) {
        return new GradCheckOptions(eps, value, rtol, seed, order);
    }

    /** These options with another {@link #rtol}. */
    public GradCheckOptions withRtol(double value) {
        return new GradCheckOptions(eps, atol, value, seed, order);
    }

    /** These options with another {@link #seed}. */
    public GradCheckOptions withSeed(long value) {
        return new GradCheckOptions(eps, atol, rtol, value, order);
    }

    /** These options with another {@link #order}. */
    public GradCheckOptions withOrder(int value) {
        return new GradCheckOptions(eps, atol, rtol, seed, value);
    }

    /** How much an analytic derivative may differ from this numeric one. */
    double tolerance(double numeric) {
        return atol + rtol * Math.abs(numeric);
    }
}

package org.gradus.core.kernel;

/**
 * What takes each group of numbers to mean 0 and variance 1: x̂[o,j,i] = (x[o,j,i] − m[j])·r[j], r = 1/√(v + eps). A group
 * is all that has the same j: a channel of a batch, or a row where there is no o.
 *
 * @param span how a row-major array is seen; its middle is j
 * @param moments m and v
 * @param eps what keeps r finite
 * @param centred whether m are the numbers' means, or else 0
 */
public record Standardization(Span span, Moments moments, double eps, boolean centred) {

    /** The elements of a group. */
    public int count() {
        return span.outer() * span.inner();
    }

    /** m of a group. */
    double mean(int j) {
        return moments.mean()[j];
    }

    /** The float next to m of a group. */
    float high(int j) {
        return (float) mean(j);
    }

    /** What {@link #high} leaves out of m: taken off one after the other, they lose no digit of x − m where m is large. */
    float low(int j) {
        return (float) (mean(j) - high(j));
    }

    /** r of a group. */
    double rstd(int j) {
        return 1 / Math.sqrt(moments.variance()[j] + eps);
    }

    /** The same but for m, which is 0: x̂ = x·r. */
    public Standardization withoutMean() {
        return new Standardization(span, new Moments(new double[span.length()], moments.variance()), eps, centred);
    }
}

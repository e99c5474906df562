package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/** Groups of floats standardised: two passes over them, one that adds up and one that computes. */
final class VectorNormalization {

    private VectorNormalization() {}

    /**
     * m and v from sums of x − k and of its square, with k the group's first number (T. Chan, G. Golub and R. LeVeque,
     * <i>Algorithms for computing the sample variance</i>, The American Statistician 37, 1983). As (k − m)² ≤ n·v, the
     * difference v = Σ(x − k)²/n − (k − m)² loses as many digits as n has at worst, of the sixteen that a double has,
     * however large m is.
     */
    static Moments moments(float[] x, Span span, boolean centred) {
        double[] means = new double[span.length()];
        double[] variances = new double[span.length()];
        if (centred && span.numel() > 0) {
            for (int j = 0; j < means.length; j++) {
                means[j] = x[span.at(0, j, 0)];
            }
        }
        VectorGroupSums sums = VectorGroupSums.of(x, means, x, means, span);
        double count = (double) span.outer() * span.inner();
        for (int j = 0; j < means.length; j++) {
            double offset = centred ? sums.sum(j) / count : 0;
            means[j] += offset;
            variances[j] = Math.max(0, sums.dot(j) / count - offset * offset);
        }
        return new Moments(means, variances);
    }

    static void standardize(float[] x, Affine<float[]> affine, float[] y, Standardization s) {
        float[] weight = affine.weight();
        float[] bias = affine.bias();
        int groups = s.span().length();
        if (x.length == 0) {
            return;
        }
        if (weight != null && (weight.length != groups || affine.pixels() != s.span().inner())) {
            VectorRows.standardize(x, weight, bias == null ? new float[weight.length] : bias, y, s, affine.pixels());
            return;
        }
        var lines = new VectorLines(groups);
        for (int j = 0; j < groups; j++) {
            lines.set(j, s, s.rstd(j) * at(weight, j, 1), at(bias, j, 0), 0);
        }
        lines.run(x, null, y, s.span());
    }

    static void standardizedDot(float[] u, float[] x, float[] y, Standardization s) {
        VectorGroupSums sums = sums(u, x, s);
        for (int j = 0; j < y.length; j++) {
            y[j] = s.count() == 0 ? 0 : (float) (sums.dot(j) * s.rstd(j));
        }
    }

    static void standardizeGrad(float[] u, float[] x, float @Nullable [] weight, float[] y, Standardization s) {
        VectorGroupSums sums = sums(u, x, s);
        int groups = s.span().length();
        var lines = new VectorLines(groups);
        for (int j = 0; j < groups; j++) {
            double factor = s.rstd(j) * at(weight, j, 1);
            double mean = s.centred() ? sums.sum(j) / s.count() : 0;
            double along = sums.dot(j) * s.rstd(j) * s.rstd(j) / s.count();
            lines.set(j, s, -factor * along, mean, factor);
        }
        lines.run(x, u, y, s.span());
    }

    /** Σ u and Σ u·(x − m) of each group. */
    private static VectorGroupSums sums(float[] u, float[] x, Standardization s) {
        return VectorGroupSums.of(u, new double[s.span().length()], x, s.moments().mean(), s.span());
    }

    private static double at(float @Nullable [] numbers, int j, double otherwise) {
        return numbers == null ? otherwise : numbers[j];
    }
}

package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/** The plain loops over groups of numbers that are standardised together. */
abstract class PlainNormalizations<A> extends PlainReductions<A> {

    /** A number for each element of an array, given its position. */
    private interface Formula {
        double at(int position);
    }

    private static double sum(Span span, int j, Formula formula) {
        double sum = 0;
        for (int o = 0; o < span.outer(); o++) {
            for (int i = 0; i < span.inner(); i++) {
                sum += formula.at(span.at(o, j, i));
            }
        }
        return sum;
    }

    private void store(A y, Span span, int j, Formula formula) {
        for (int o = 0; o < span.outer(); o++) {
            for (int i = 0; i < span.inner(); i++) {
                int at = span.at(o, j, i);
                set(y, at, formula.at(at));
            }
        }
    }

    private Formula standardized(A x, Standardization s, int j) {
        double mean = s.mean(j);
        double rstd = s.rstd(j);
        return at -> (get(x, at) - mean) * rstd;
    }

    @Override
    public final Moments moments(A x, Span span, boolean centred) {
        double[] means = new double[span.length()];
        double[] variances = new double[span.length()];
        double count = (double) span.outer() * span.inner();
        Parallel.run(span.length(), j -> {
            double mean = centred ? sum(span, j, at -> get(x, at)) / count : 0;
            means[j] = mean;
            variances[j] = sum(span, j, at -> (get(x, at) - mean) * (get(x, at) - mean)) / count;
        });
        return new Moments(means, variances);
    }

    @Override
    public final void standardize(A x, Affine<A> affine, A y, Standardization s) {
        Parallel.run(s.span().length(), j -> {
            Formula unit = standardized(x, s, j);
            Formula factor = ofChannel(affine.weight(), affine.pixels(), 1);
            Formula added = ofChannel(affine.bias(), affine.pixels(), 0);
            store(y, s.span(), j, at -> unit.at(at) * factor.at(at) + added.at(at));
        });
    }

    private Formula ofChannel(@Nullable A numbers, int pixels, double otherwise) {
        return numbers == null ? _ -> otherwise : at -> get(numbers, at / pixels % length(numbers));
    }

    @Override
    public final void standardizedDot(A u, A x, A y, Standardization s) {
        Parallel.run(s.span().length(), j -> {
            Formula unit = standardized(x, s, j);
            set(y, j, sum(s.span(), j, at -> get(u, at) * unit.at(at)));
        });
    }

    @Override
    public final void standardizeGrad(A u, A x, @Nullable A weight, A y, Standardization s) {
        double count = s.count();
        Parallel.run(s.span().length(), j -> {
            Formula unit = standardized(x, s, j);
            double mean = s.centred() ? sum(s.span(), j, at -> get(u, at)) / count : 0;
            double along = sum(s.span(), j, at -> get(u, at) * unit.at(at)) / count;
            double factor = (weight == null ? 1 : get(weight, j)) * s.rstd(j);
            store(y, s.span(), j, at -> factor * (get(u, at) - mean - unit.at(at) * along));
        });
    }
}

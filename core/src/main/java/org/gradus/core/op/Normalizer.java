package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.VarOptions;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Moments;
import org.gradus.core.kernel.Span;
import org.gradus.core.kernel.Standardization;

/**
 * What x̂ = (x − m)·r is taken with for x [o,j,i], one m and one r = 1/√(v + eps) for each j, and where they come from.
 *
 * @param by m and r
 * @param source where they come from, and so what a gradient takes into account
 */
public record Normalizer(Standardization by, Source source) {

    /** Where m and v come from. */
    public enum Source {

        /** They are the mean and the variance of the very numbers that are normalised. */
        MOMENTS,

        /** m is 0, and v the mean square of the very numbers that are normalised. */
        MEAN_SQUARE,

        /** They are constants. */
        GIVEN
    }

    private record Measure(Span span, boolean centred) implements Tape.Query<Moments> {
        @Override
        public <A> Moments ask(Kernels<A> kernels, A data) {
            return kernels.moments(data, span, centred);
        }
    }

    /**
     * What normalises x [o,j,i] now, which has to be measured anew when x changes.
     *
     * @param source which moments of x are taken
     * @throws IllegalArgumentException if they are not to be taken of x
     */
    public static Normalizer measure(Tensor x, Source source, double eps) {
        checkArgument(source != Source.GIVEN, "[normalizer] given statistics are not measured; choose another source");
        Span span = Spans.around(x.shape(), 1);
        boolean centred = source == Source.MOMENTS;
        return new Normalizer(new Standardization(span, Tape.query(x, new Measure(span, centred)), eps, centred),
                source);
    }

    /** One for numbers [o,j,i] with given means and variances, of j elements each. */
    static Normalizer given(Shape shape, VarMean statistics, double eps) {
        var moments = new Moments(doubles(statistics.mean()), doubles(statistics.var()));
        return new Normalizer(new Standardization(Spans.around(shape, 1), moments, eps, true), Source.GIVEN);
    }

    private static double[] doubles(Tensor numbers) {
        return numbers.to(DType.FLOAT64).toDoubleArray();
    }

    /** The means and, with Bessel's correction, the variances, [j]. */
    VarMean statistics(DType dtype) {
        double[] variances = by.moments().variance().clone();
        for (int j = 0; j < variances.length; j++) {
            variances[j] *= by.count() / (by.count() - 1.0);
        }
        Shape shape = Shape.of(variances.length);
        return new VarMean(Tensor.wrap(variances, shape).to(dtype),
                Tensor.wrap(by.moments().mean().clone(), shape).to(dtype));
    }

    /**
     * The first {@code numbers} inputs are [o,j,i] and the others [j], all of one floating-point type.
     *
     * @throws IllegalArgumentException if not
     */
    void check(String op, List<Tensor> inputs, int numbers) {
        Span span = by.span();
        Tensor first = inputs.get(0);
        Checks.floating(op, first);
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            Checks.sameType(op, first, input);
            Shape expected = i < numbers
                    ? Shape.of(span.outer(), span.length(), span.inner())
                    : Shape.of(span.length());
            checkArgument(input.shape().equals(expected),
                    "[%s] the statistics are those of %s groups, so that input %s must be %s, but it is %s; reshape it",
                    op, span.length(), i, expected, input.shape());
        }
    }

    /** The gradient Σ u·∂(x̂·weight)/∂x. @param inputs u, x, and the weight if there is one */
    Tensor gradient(Tensor... inputs) {
        if (source != Source.GIVEN) {
            return new NormalizeGradOp(this).apply(inputs);
        }
        Normalizer linear = new Normalizer(by.withoutMean(), source);
        return inputs.length == 2
                ? new NormalizeOp(linear).apply(inputs[0])
                : new NormalizeOp(linear).apply(inputs[0], inputs[2]);
    }

    /** Σ u over all but the middle dimension, [o,j,i] → [j]. */
    static Tensor sums(Tensor u) {
        return u.size(2) == 1 ? SumOp.sum(u.reshape(u.size(0), u.size(1)), false, 0) : SumOp.sum(u, false, 0, 2);
    }

    /** r as a function of x, [1,j,1]. */
    Tensor rstd(Tensor x) {
        Tensor variance = source == Source.MOMENTS
                ? x.var(VarOptions.over(0, 2).withCorrection(0).withKeepDim(true))
                : x.square().mean(true, 0, 2);
        return variance.add(by.eps()).rsqrt();
    }
}

package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.GaussianNllOptions;
import org.gradus.core.KlDivOptions;
import org.gradus.core.PoissonNllOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** How unlikely a target is under a distribution that a model gives, element by element; all inputs get gradients. */
public final class DistributionLosses {

    private DistributionLosses() {}

    /** {@link #klDiv(Tensor, Tensor, KlDivOptions)} from probabilities, averaged over all elements. */
    public static Tensor klDiv(Tensor input, Tensor target) {
        return klDiv(input, target, KlDivOptions.DEFAULT);
    }

    /**
     * The Kullback-Leibler divergence t·(ln t − x), 0 where t = 0, or exp t·(t − x) where the target holds logarithms.
     *
     * <p>
     * Source: S. Kullback and R. Leibler, <i>On information and sufficiency</i>, Annals of Mathematical Statistics 22 (1951).
     *
     * @param input x, logarithms of probabilities
     * @param target t, probabilities, or their logarithms if the options say so
     * @return a scalar, or one term an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor klDiv(Tensor input, Tensor target, KlDivOptions options) {
        Checks.alike("klDiv", input, target);
        Tensor terms = options.logTarget()
                ? target.exp().mul(target.sub(input))
                : XlogyOp.xlogy(target, target).sub(target.mul(input));
        return options.reduction().of(terms);
    }

    /** {@link #poissonNllLoss(Tensor, Tensor, PoissonNllOptions)} of logarithms, averaged. */
    public static Tensor poissonNllLoss(Tensor input, Tensor target) {
        return poissonNllLoss(input, target, PoissonNllOptions.DEFAULT);
    }

    /**
     * The negative log-likelihood of counts k under a Poisson distribution: exp x − k·x, or x − k·ln(x + eps) where the input
     * is the expected count itself. In full, ln k! is added where k &gt; 1, approximated by k·ln k − k + ½ ln(2πk); where k
     * ≤ 1 it is 0 and so is its gradient, also at k = 0, for which PyTorch's is NaN.
     *
     * @param input x, logarithms of expected counts, or the counts if the options say so
     * @param target k, the counts observed
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor poissonNllLoss(Tensor input, Tensor target, PoissonNllOptions options) {
        Checks.alike("poissonNllLoss", input, target);
        Tensor losses = options.logInput()
                ? input.exp().sub(target.mul(input))
                : input.sub(target.mul(input.add(options.eps()).log()));
        return options.reduction().of(options.full() ? losses.add(logFactorial(target)) : losses);
    }

    private static Tensor logFactorial(Tensor k) {
        Tensor many = k.gt(1);
        Tensor n = WhereOp.where(many, k, 1);
        Tensor stirling = n.log().mul(n.add(0.5)).sub(n).add(0.5 * Math.log(2 * Math.PI));
        return WhereOp.where(many, stirling, 0);
    }

    /** As {@link #gaussianNllLoss(Tensor, Tensor, Tensor, GaussianNllOptions)}, averaged. */
    public static Tensor gaussianNllLoss(Tensor input, Tensor target, Tensor var) {
        return gaussianNllLoss(input, target, var, GaussianNllOptions.DEFAULT);
    }

    /**
     * The negative log-likelihood of numbers t under Gaussian distributions of mean x: ½(ln v + (x − t)²/v), v = max(var,
     * eps); in full, ½ ln 2π is added. The gradient by the variance passes max as if it were not there, as in PyTorch.
     *
     * <p>
     * Source: D. Nix and A. Weigend, <i>Estimating the mean and variance of the target probability distribution</i>, ICNN
     * 1994.
     *
     * @param input x, the expected values
     * @param target t, the values observed
     * @param var the variances, of the input's shape; or, where the numbers along one dimension share theirs, with that
     *        dimension of size 1 or, if it is the last, without it
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit, or a variance is negative
     */
    public static Tensor gaussianNllLoss(Tensor input, Tensor target, Tensor var, GaussianNllOptions options) {
        Checks.alike("gaussianNllLoss", input, target);
        Checks.sameType("gaussianNllLoss", input, var);
        if (var.detach().lt(0).any().item() != 0) {
            throw new IllegalArgumentException(
                    "[gaussianNllLoss] variances must not be negative, but the smallest of %s is %s; model their logarithm"
                            .formatted(var.type(), var.detach().min().item()));
        }
        Tensor v = ClampOp.raise(broadcastable(var, input.shape()), options.eps());
        Tensor losses = v.log().add(input.sub(target).square().div(v)).mul(0.5);
        return options.reduction().of(options.full() ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses);
    }

    /** Variances with the last dimension that they may lack. */
    private static Tensor broadcastable(Tensor var, Shape shape) {
        Tensor complete = var.shape().rank() == shape.rank() - 1 ? ReshapeOp.unsqueeze(var, -1) : var;
        checkArgument(complete.shape().rank() == shape.rank() && sharedDims(complete.shape(), shape) <= 1,
                "[gaussianNllLoss] variances %s do not fit the input %s; give one for each number, or for all along one dimension",
                var.shape(), shape);
        return complete;
    }

    /** Along how many dimensions numbers share a variance; more than there are where they cannot. */
    private static int sharedDims(Shape variances, Shape numbers) {
        int shared = 0;
        for (int d = 0; d < numbers.rank(); d++) {
            if (variances.size(d) != numbers.size(d)) {
                shared += variances.size(d) == 1 ? 1 : numbers.rank() + 1;
            }
        }
        return shared;
    }
}

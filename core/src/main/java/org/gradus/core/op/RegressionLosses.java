package org.gradus.core.op;

import org.gradus.core.HuberOptions;
import org.gradus.core.Reduction;
import org.gradus.core.SmoothL1Options;
import org.gradus.core.Tensor;

/**
 * How far numbers x are from target numbers t, element by element; both are of one shape and type, and both get gradients.
 */
public final class RegressionLosses {

    private RegressionLosses() {}

    /** {@link #mseLoss(Tensor, Tensor, Reduction)}, averaged. */
    public static Tensor mseLoss(Tensor input, Tensor target) {
        return mseLoss(input, target, Reduction.MEAN);
    }

    /**
     * The squared error (x − t)².
     *
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor mseLoss(Tensor input, Tensor target, Reduction reduction) {
        return reduction.of(difference("mseLoss", input, target).square());
    }

    /** {@link #l1Loss(Tensor, Tensor, Reduction)}, averaged. */
    public static Tensor l1Loss(Tensor input, Tensor target) {
        return l1Loss(input, target, Reduction.MEAN);
    }

    /**
     * The absolute error |x − t|; its gradient at the kink x = t is 0.
     *
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor l1Loss(Tensor input, Tensor target, Reduction reduction) {
        return reduction.of(difference("l1Loss", input, target).abs());
    }

    /** {@link #smoothL1Loss(Tensor, Tensor, SmoothL1Options)} with beta = 1, averaged. */
    public static Tensor smoothL1Loss(Tensor input, Tensor target) {
        return smoothL1Loss(input, target, SmoothL1Options.DEFAULT);
    }

    /**
     * (x − t)²/(2β) where |x − t| &lt; β, else |x − t| − β/2: the absolute error, rounded off at 0. With β = 0 it is
     * {@link #l1Loss(Tensor, Tensor, Reduction)}.
     *
     * <p>
     * Source: R. Girshick, <i>Fast R-CNN</i>, ICCV 2015, equation (3).
     *
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor smoothL1Loss(Tensor input, Tensor target, SmoothL1Options options) {
        Tensor difference = difference("smoothL1Loss", input, target);
        double beta = options.beta();
        return beta == 0
                ? options.reduction().of(difference.abs())
                : options.reduction().of(huber(difference, beta)).div(beta);
    }

    /** {@link #huberLoss(Tensor, Tensor, HuberOptions)} with delta = 1, averaged. */
    public static Tensor huberLoss(Tensor input, Tensor target) {
        return huberLoss(input, target, HuberOptions.DEFAULT);
    }

    /**
     * (x − t)²/2 where |x − t| ≤ δ, else δ·(|x − t| − δ/2).
     *
     * <p>
     * Source: P. Huber, <i>Robust estimation of a location parameter</i>, Annals of Mathematical Statistics 35 (1964).
     *
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor huberLoss(Tensor input, Tensor target, HuberOptions options) {
        return options.reduction().of(huber(difference("huberLoss", input, target), options.delta()));
    }

    /** d²/2 up to the bend and a line beyond: c·(d − c/2), c being d clamped to ±bend. */
    private static Tensor huber(Tensor difference, double bend) {
        Tensor clamped = difference.clamp(-bend, bend);
        return clamped.mul(difference.sub(clamped.mul(0.5)));
    }

    private static Tensor difference(String op, Tensor input, Tensor target) {
        Checks.alike(op, input, target);
        return input.sub(target);
    }
}

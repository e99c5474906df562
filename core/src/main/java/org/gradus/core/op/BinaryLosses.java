package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.BinaryLogitsOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.WeightedLossOptions;
import org.jspecify.annotations.Nullable;

/** How far answers to yes-or-no questions are from the truth, a question an element; all inputs get gradients. */
public final class BinaryLosses {

    private BinaryLosses() {}

    /** {@link #binaryCrossEntropy(Tensor, Tensor, WeightedLossOptions)}, averaged. */
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target) {
        return binaryCrossEntropy(input, target, WeightedLossOptions.DEFAULT);
    }

    /**
     * The cross-entropy −w·(t·ln x + (1 − t)·ln(1 − x)) of probabilities, logarithms below −100 being taken for −100;
     * {@link #binaryCrossEntropyWithLogits(Tensor, Tensor, BinaryLogitsOptions)} needs no such bound.
     *
     * @param input x, probabilities of yes
     * @param target t, 1 for yes, 0 for no, or a probability
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit, or a number is not in [0, 1]
     */
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target, WeightedLossOptions options) {
        Tensor losses = new BinaryCrossEntropyOp().apply(input, target);
        return options.reduction().of(weighted("binaryCrossEntropy", losses, options.weight()));
    }

    /** {@link #binaryCrossEntropyWithLogits(Tensor, Tensor, BinaryLogitsOptions)}, averaged. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor input, Tensor target) {
        return binaryCrossEntropyWithLogits(input, target, BinaryLogitsOptions.DEFAULT);
    }

    /**
     * The cross-entropy −w·(p·t·ln σ(x) + (1 − t)·ln σ(−x)) of logits, p being the weight of positive answers; it neither
     * overflows nor cancels, however large the logits.
     *
     * @param input x, any real numbers
     * @param target t, 1 for yes, 0 for no, or a probability
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor binaryCrossEntropyWithLogits(Tensor input, Tensor target, BinaryLogitsOptions options) {
        String op = "binaryCrossEntropyWithLogits";
        Checks.alike(op, input, target);
        Tensor yes = weighted(op, target.mul(LogSigmoidOp.logSigmoid(input)), options.posWeight());
        Tensor no = target.neg().add(1).mul(LogSigmoidOp.logSigmoid(input.neg()));
        return options.reduction().of(weighted(op, yes.add(no).neg(), options.weight()));
    }

    /** {@link #multilabelSoftMarginLoss(Tensor, Tensor, WeightedLossOptions)}, averaged. */
    public static Tensor multilabelSoftMarginLoss(Tensor input, Tensor target) {
        return multilabelSoftMarginLoss(input, target, WeightedLossOptions.DEFAULT);
    }

    /**
     * The cross-entropies −w·(t·ln σ(x) + (1 − t)·ln σ(−x)) of logits, averaged over the last dimension: one number a row that
     * may belong to several classes.
     *
     * @param input x, [N,C] or [*,C], any real numbers
     * @param target t, of the input's shape, 1 for the classes that a row belongs to and 0 for the others
     * @return a scalar, or one loss a row where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor multilabelSoftMarginLoss(Tensor input, Tensor target, WeightedLossOptions options) {
        Tensor losses = binaryCrossEntropyWithLogits(input, target,
                new BinaryLogitsOptions(options.weight(), null, Reduction.NONE));
        return options.reduction().of(losses.mean(-1));
    }

    /** {@link #softMarginLoss(Tensor, Tensor, Reduction)}, averaged. */
    public static Tensor softMarginLoss(Tensor input, Tensor target) {
        return softMarginLoss(input, target, Reduction.MEAN);
    }

    /**
     * The logistic loss ln(1 + exp(−t·x)) = −ln σ(t·x), without overflow.
     *
     * @param input x, any real numbers
     * @param target t, 1 for yes and −1 for no
     * @return a scalar, or one loss an element where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor softMarginLoss(Tensor input, Tensor target, Reduction reduction) {
        Checks.alike("softMarginLoss", input, target);
        return reduction.of(LogSigmoidOp.logSigmoid(target.mul(input)).neg());
    }

    private static Tensor weighted(String op, Tensor losses, @Nullable Tensor weight) {
        if (weight == null) {
            return losses;
        }
        Checks.sameType(op, losses, weight);
        checkArgument(Shape.broadcast(op, losses.shape(), weight.shape()).equals(losses.shape()),
                "[%s] a weight of shape %s is too large for losses %s; it must broadcast to them", op, weight.shape(),
                losses.shape());
        return losses.mul(weight);
    }
}

package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.CrossEntropyOptions;
import org.gradus.core.NllLossOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * How far class scores are from labels.
 *
 * <p>
 * Scores are rows [N,C] or [N,C,…], with a label each, [N] or [N,…]; or one row [C] with a scalar. A mean over rows of
 * which none counts, because all are ignored or their classes weigh nothing, is 0/0 = NaN, as in PyTorch.
 */
public final class ClassLosses {

    private ClassLosses() {}

    /** {@link #crossEntropy(Tensor, Tensor, CrossEntropyOptions)}, averaged. */
    public static Tensor crossEntropy(Tensor logits, Tensor target) {
        return crossEntropy(logits, target, CrossEntropyOptions.DEFAULT);
    }

    /** {@link #crossEntropy(Tensor, Tensor, CrossEntropyOptions)}, reduced in this way. */
    public static Tensor crossEntropy(Tensor logits, Tensor target, Reduction reduction) {
        return crossEntropy(logits, target, CrossEntropyOptions.DEFAULT.withReduction(reduction));
    }

    /**
     * The cross-entropy of each row, −Σ꜀ w꜀·t꜀·ln softmax(x)꜀, where t are probabilities, or 1 for the label and 0 for the
     * other classes; smoothed by ε, they are t·(1 − ε) + ε/C.
     *
     * <p>
     * A mean is divided by the sum of the labels' weights, but by the number of rows where the target holds probabilities.
     * Labels without smoothing are computed in one pass over the logits.
     *
     * <p>
     * Source of the smoothing: C. Szegedy et al., <i>Rethinking the inception architecture for computer vision</i>, CVPR 2016,
     * section 7.
     *
     * @param logits any real numbers
     * @param target labels, INT64, in 0…C−1 or {@code ignoreIndex}; or probabilities, of the logits' shape and type
     * @return a scalar, or one loss a row where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range, the batch is empty, or an
     *         {@code ignoreIndex} of 0 or more is given for probabilities
     */
    public static Tensor crossEntropy(Tensor logits, Tensor target, CrossEntropyOptions options) {
        if (target.dtype().isFloatingPoint()) {
            return crossEntropyOfProbabilities(logits, target, options);
        }
        var labels = ClassLabels.of("crossEntropy", logits, target, options.ignoreIndex(), options.weight());
        double smoothing = options.labelSmoothing();
        if (smoothing == 0) {
            return labels.reduce(labels.weighted(new CrossEntropyOp().apply(logits, labels.index())),
                    options.reduction());
        }
        Tensor logProbabilities = LogSoftmaxOp.logSoftmax(logits, labels.classDim());
        Tensor ofLabels = labels.weighted(labels.pick(logProbabilities));
        Tensor ofAll = sumOfClasses(logProbabilities, options, labels.classDim());
        Tensor losses = ofLabels.mul(smoothing - 1).sub(ofAll.mul(smoothing / logits.size(labels.classDim())));
        return labels.reduce(losses, options.reduction());
    }

    private static Tensor crossEntropyOfProbabilities(Tensor logits, Tensor target, CrossEntropyOptions options) {
        checkArgument(options.ignoreIndex() < 0,
                "[crossEntropy] ignoreIndex %s is for labels, but the target is %s, probabilities; leave it at -100",
                options.ignoreIndex(), target.type());
        checkArgument(target.shape().equals(logits.shape()),
                "[crossEntropy] the target is %s, but probabilities must have the shape of the scores %s; give labels as int64",
                target.type(), logits.shape());
        Checks.alike("crossEntropy", logits, target);
        int dim = CrossEntropyOp.checkScores("crossEntropy", logits);
        ClassLabels.checkWeight("crossEntropy", logits, dim, options.weight());
        double smoothing = options.labelSmoothing();
        Tensor probabilities = smoothing == 0
                ? target
                : target.mul(1 - smoothing).add(smoothing / logits.size(dim));
        Tensor terms = LogSoftmaxOp.logSoftmax(logits, dim).mul(probabilities);
        return options.reduction().of(sumOfClasses(terms, options, dim).neg());
    }

    /** Σ꜀ w꜀·x꜀. */
    private static Tensor sumOfClasses(Tensor x, CrossEntropyOptions options, int classDim) {
        Tensor weight = options.weight();
        return SumOp.sum(weight == null ? x : x.mul(alongClasses(weight, x.shape().rank(), classDim)), false, classDim);
    }

    /** A number a class, shaped so that it broadcasts to class scores. */
    private static Tensor alongClasses(Tensor weight, int rank, int classDim) {
        int[] sizes = new int[rank];
        Arrays.fill(sizes, 1);
        sizes[classDim] = weight.numel();
        return ReshapeOp.reshape(weight, Shape.of(sizes));
    }

    /** {@link #nllLoss(Tensor, Tensor, NllLossOptions)}, averaged. */
    public static Tensor nllLoss(Tensor logProbabilities, Tensor labels) {
        return nllLoss(logProbabilities, labels, NllLossOptions.DEFAULT);
    }

    /** {@link #nllLoss(Tensor, Tensor, NllLossOptions)}, reduced in this way. */
    public static Tensor nllLoss(Tensor logProbabilities, Tensor labels, Reduction reduction) {
        return nllLoss(logProbabilities, labels, NllLossOptions.DEFAULT.withReduction(reduction));
    }

    /**
     * The negative log-likelihood of each row, −w[label]·x[label]. A mean is divided by the sum of the labels' weights.
     *
     * @param logProbabilities as {@code logSoftmax} gives them
     * @param labels INT64, in 0…C−1 or {@code ignoreIndex}
     * @return a scalar, or one loss a row where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    public static Tensor nllLoss(Tensor logProbabilities, Tensor labels, NllLossOptions options) {
        var checked = ClassLabels.of("nllLoss", logProbabilities, labels, options.ignoreIndex(), options.weight());
        return checked.reduce(checked.weighted(checked.pick(logProbabilities).neg()), options.reduction());
    }
}

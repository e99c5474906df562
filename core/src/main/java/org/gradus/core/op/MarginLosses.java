package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.MultiMarginOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Tensor;

/**
 * How far class scores are from putting the right classes ahead of the others by a margin: nothing is lost where they are, and
 * there the gradient is 0, also just at the margin.
 *
 * <p>
 * Scores are rows [N,C], or one row [C].
 */
public final class MarginLosses {

    private MarginLosses() {}

    /** {@link #multiMarginLoss(Tensor, Tensor, MultiMarginOptions)} with p = 1 and a margin of 1, averaged. */
    public static Tensor multiMarginLoss(Tensor input, Tensor labels) {
        return multiMarginLoss(input, labels, MultiMarginOptions.DEFAULT);
    }

    /**
     * For each row Σ꜀ max(0, margin − x[label] + x[c])ᵖ·w[label] / C over all classes c but the label's.
     *
     * <p>
     * Source: K. Crammer and Y. Singer, <i>On the algorithmic implementation of multiclass kernel-based vector machines</i>,
     * JMLR 2 (2001).
     *
     * @param input class scores [N,C], or [C]
     * @param labels INT64, [N] or a scalar, in 0…C−1
     * @return a scalar, or one loss a row where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    public static Tensor multiMarginLoss(Tensor input, Tensor labels, MultiMarginOptions options) {
        int classDim = checkScores("multiMarginLoss", input);
        ClassLabels.checkWeight("multiMarginLoss", input, classDim, options.weight());
        CrossEntropyOp.checkLabels("multiMarginLoss", input, labels);
        Tensor index = ReshapeOp.unsqueeze(labels, classDim);
        Tensor others = Tensor.arange(input.size(classDim)).ne(index);
        Tensor lack = input.sub(GatherOp.gather(input, classDim, index)).add(options.margin()).relu();
        Tensor violations = WhereOp.where(others, options.p() == 1 ? lack : lack.square(), 0);
        Tensor losses = violations.mean(classDim);
        return options.reduction().of(options.weight() == null
                ? losses
                : losses.mul(ClassLabels.pick(options.weight(), labels)));
    }

    /** {@link #multilabelMarginLoss(Tensor, Tensor, Reduction)}, averaged. */
    public static Tensor multilabelMarginLoss(Tensor input, Tensor labels) {
        return multilabelMarginLoss(input, labels, Reduction.MEAN);
    }

    /**
     * For each row Σⱼ Σ꜀ max(0, 1 − x[labelⱼ] + x[c]) / C over its labels and all classes c that are none of them.
     *
     * @param input class scores [N,C], or [C]
     * @param labels INT64 of the input's shape: each row names its classes, in 0…C−1, before its first −1
     * @return a scalar, or one loss a row where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit, or a label is out of range
     */
    public static Tensor multilabelMarginLoss(Tensor input, Tensor labels, Reduction reduction) {
        int classDim = checkScores("multilabelMarginLoss", input);
        Checks.sameShape("multilabelMarginLoss", input, labels);
        new IndexRange(-1, input.size(classDim) - 1).check("multilabelMarginLoss", "the labels", labels);
        LabelSets sets = LabelSets.of(labels);
        Tensor ofLabels = ReshapeOp.unsqueeze(GatherOp.gather(input, classDim, sets.labels()), -1);
        Tensor ofOthers = ReshapeOp.unsqueeze(input, classDim);
        Tensor compared = ReshapeOp.unsqueeze(sets.named(), -1)
                .logicalAnd(ReshapeOp.unsqueeze(sets.others(), classDim));
        Tensor violations = WhereOp.where(compared, ofOthers.sub(ofLabels).add(1).relu(), 0);
        return reduction.of(violations.sum(-2, -1).div(input.size(classDim)));
    }

    private static int checkScores(String op, Tensor scores) {
        Checks.floating(op, scores);
        checkArgument(scores.shape().rank() <= 2, "[%s] class scores must be [N,C] or [C], but are %s; flatten them",
                op,
                scores.shape());
        return CrossEntropyOp.checkScores(op, scores);
    }
}

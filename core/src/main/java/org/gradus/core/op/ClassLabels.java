package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The labels of rows of class scores, and how much each row counts.
 *
 * @param classDim the scores' dimension of classes
 * @param index INT64, in 0…C−1: the labels, and 0 for rows that are ignored
 * @param ignored BOOL: which rows are, or null if none is
 * @param weights how much the rows count that are not ignored, or null if all count the same
 */
record ClassLabels(int classDim, Tensor index, @Nullable Tensor ignored, @Nullable Tensor weights) {

    /**
     * Checks labels and what goes with them.
     *
     * @param ignoreIndex the label of rows to ignore
     * @param weight how much each class counts, or null if all count the same
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    static ClassLabels of(String op, Tensor scores, Tensor labels, int ignoreIndex, @Nullable Tensor weight) {
        Checks.floating(op, scores);
        int dim = CrossEntropyOp.checkScores(op, scores);
        checkWeight(op, scores, dim, weight);
        boolean someIgnored = labels.dtype() == DType.INT64 && Tape.query(labels, new Contains(ignoreIndex));
        Tensor ignored = someIgnored ? labels.eq(ignoreIndex) : null;
        Tensor index = ignored == null ? labels : Masks.maskedFill(labels, ignored, 0);
        CrossEntropyOp.checkLabels(op, scores, index);
        return new ClassLabels(dim, index, ignored, weight == null ? null : pick(weight, index));
    }

    /** A weight for each class is [C], of the scores' type. */
    static void checkWeight(String op, Tensor scores, int classDim, @Nullable Tensor weight) {
        if (weight != null) {
            int classes = scores.size(classDim);
            Checks.sameType(op, scores, weight);
            checkArgument(weight.shape().equals(Shape.of(classes)),
                    "[%s] the weight must be [%s], one number a class of the scores %s, but is %s; reshape it", op,
                    classes, scores.shape(), weight.shape());
        }
    }

    /** For each index the weight of its class. */
    static Tensor pick(Tensor weight, Tensor index) {
        return ReshapeOp.reshape(IndexSelectOp.indexSelect(weight, 0, ReshapeOp.reshape(index, -1)), index.shape());
    }

    /** The scores of the labels, one a row. */
    Tensor pick(Tensor scores) {
        Tensor picked = GatherOp.gather(scores, classDim, ReshapeOp.unsqueeze(index, classDim));
        return ReshapeOp.without(picked, classDim);
    }

    /** Losses of the labels, each multiplied by how much its row counts. */
    Tensor weighted(Tensor losses) {
        return weights == null ? losses : losses.mul(weights);
    }

    /** Reduces weighted losses of which those of ignored rows count for nothing, whatever they are. */
    Tensor reduce(Tensor losses, Reduction reduction) {
        if (ignored == null) {
            return weights == null ? reduction.of(losses) : reduction.of(losses, weights);
        }
        Tensor counts = weights == null
                ? ignored.logicalNot().to(losses.dtype())
                : Masks.maskedFill(weights, ignored, 0);
        return reduction.of(Masks.maskedFill(losses, ignored, 0), counts);
    }

    /** Whether a value is among integers. */
    private record Contains(long value) implements Tape.Query<Boolean> {
        @Override
        public <A> Boolean ask(Kernels<A> kernels, A data) {
            for (long each : (long[]) data) {
                if (each == value) {
                    return true;
                }
            }
            return false;
        }
    }
}

package org.gradus.optim.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Tensor;

/** Class scores [N,C,…] with the classes that they should have been, position by position, checked. */
final class ClassScores {

    private final double[] scores;
    private final long[] targets;
    private final int classes;
    private final int inner;

    /** Pairs scores with targets; messages begin with the metric's name. */
    ClassScores(String metric, Tensor scores, Tensor targets) {
        checkArgument(scores.shape().rank() >= 2 && scores.dtype().isFloatingPoint(),
                "[%s] scores must be float32 or float64 of shape [N,C] or [N,C,…], but are %s", metric, scores.type());
        checkArgument(targets.dtype() == DType.INT64 && fits(scores, targets),
                "[%s] targets must be int64 of the scores' shape %s without dimension 1, but are %s", metric,
                scores.shape(), targets.type());
        this.scores = scores.detach().to(DType.FLOAT64).toDoubleArray();
        this.targets = targets.toLongArray();
        this.classes = scores.size(1);
        this.inner = classes == 0 || scores.size(0) == 0 ? 1 : scores.numel() / scores.size(0) / classes;
        for (double score : this.scores) {
            checkArgument(!Double.isNaN(score),
                    "[%s] a score is NaN, so there is no largest; Tape.detectAnomaly finds where it became so", metric);
        }
        for (long target : this.targets) {
            checkArgument(target >= 0 && target < classes,
                    "[%s] a target is %s, but scores of shape %s know the classes 0 to %s", metric, target,
                    scores.shape(), classes - 1);
        }
    }

    private static boolean fits(Tensor scores, Tensor targets) {
        boolean fits = targets.shape().rank() == scores.shape().rank() - 1 && targets.size(0) == scores.size(0);
        for (int dim = 1; fits && dim < targets.shape().rank(); dim++) {
            fits = targets.size(dim) == scores.size(dim + 1);
        }
        return fits;
    }

    /** The number of positions, N times the dimensions behind the classes. */
    int positions() {
        return targets.length;
    }

    int classes() {
        return classes;
    }

    int target(int position) {
        return (int) targets[position];
    }

    private double score(int position, int label) {
        return scores[(position / inner * classes + label) * inner + position % inner];
    }

    /** The class of the largest score, the first of several. */
    int predicted(int position) {
        int best = 0;
        for (int label = 1; label < classes; label++) {
            if (score(position, label) > score(position, best)) {
                best = label;
            }
        }
        return best;
    }

    /** How many classes come before the target: those with a larger score, and earlier ones with the same. */
    int rank(int position) {
        int target = target(position);
        double own = score(position, target);
        int before = 0;
        for (int label = 0; label < classes; label++) {
            double other = score(position, label);
            if (other > own || other == own && label < target) {
                before++;
            }
        }
        return before;
    }
}

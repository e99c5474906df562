package org.gradus.layers;

import org.gradus.core.NormOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.Distances;

/** y = ‖x₁ − x₂ + eps‖ₚ along the last dimension. */
public final class PairwiseDistance extends Module {

    private final NormOptions norm;
    private final double eps;

    /** Euclid's distance, with eps = 1e-6; the last dimension is dropped. */
    public PairwiseDistance() {
        this(2, Distances.DISTANCE_EPS, false);
    }

    /** The distance of order p; the last dimension is dropped, or stays with size 1 if {@code keepDim} is set. */
    public PairwiseDistance(double p, double eps, boolean keepDim) {
        this.norm = NormOptions.over(-1).withP(p).withKeepDim(keepDim);
        this.eps = eps;
    }

    /**
     * Computes the distance of pairs.
     *
     * @throws IllegalArgumentException if the shapes do not broadcast
     */
    public Tensor forward(Tensor x1, Tensor x2) {
        return Distances.pairwiseDistance(x1, x2, norm, eps);
    }
}

package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Distances;

/** y = Σ x₁·x₂ / (max(‖x₁‖, eps)·max(‖x₂‖, eps)) along a dimension, which is dropped. */
public final class CosineSimilarity extends Module {

    private final int dim;
    private final double eps;

    /** Along dimension 1, with eps = 1e-8. */
    public CosineSimilarity() {
        this(1, Distances.COSINE_EPS);
    }

    /** Along a dimension, which may count from the end. */
    public CosineSimilarity(int dim, double eps) {
        this.dim = dim;
        this.eps = eps;
    }

    /**
     * Computes the similarity of pairs.
     *
     * @throws IllegalArgumentException if the shapes do not broadcast, or there is no such dimension
     */
    public Tensor forward(Tensor x1, Tensor x2) {
        return Distances.cosineSimilarity(x1, x2, dim, eps);
    }
}

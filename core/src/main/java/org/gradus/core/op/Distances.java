package org.gradus.core.op;

import org.gradus.core.NormOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** How far vectors are from each other, in direction or in place. */
public final class Distances {

    /** PyTorch's smallest norm that directions are taken of. */
    public static final double COSINE_EPS = 1e-8;

    /** What PyTorch adds to every difference. */
    public static final double DISTANCE_EPS = 1e-6;

    private Distances() {}

    /** y = Σ a·b / (‖a‖·‖b‖) along a dimension, norms below 1e-8 being taken for 1e-8. */
    public static Tensor cosineSimilarity(Tensor a, Tensor b, int dim) {
        return cosineSimilarity(a, b, dim, COSINE_EPS);
    }

    /**
     * y = Σ a/max(‖a‖, eps) · b/max(‖b‖, eps) along a dimension, which is dropped; a and b are broadcast. The gradient passes
     * max as if it were not there, as in PyTorch.
     *
     * @param dim a dimension of what they are broadcast to, which may count from the end
     * @throws IllegalArgumentException if the shapes do not broadcast
     */
    public static Tensor cosineSimilarity(Tensor a, Tensor b, int dim, double eps) {
        Shape shape = Shape.broadcast("cosineSimilarity", a.shape(), b.shape());
        int axis = shape.axis("cosineSimilarity", dim);
        return SumOp.sum(
                direction(ExpandOp.expand(a, shape), axis, eps).mul(direction(ExpandOp.expand(b, shape), axis, eps)),
                false, axis);
    }

    private static Tensor direction(Tensor x, int axis, double eps) {
        return x.div(ClampOp.raise(NormOp.norm(x, true, axis), eps));
    }

    /** y = ‖a − b + 1e-6‖ along the last dimension, which is dropped. */
    public static Tensor pairwiseDistance(Tensor a, Tensor b) {
        return pairwiseDistance(a, b, NormOptions.over(-1), DISTANCE_EPS);
    }

    /**
     * y = ‖a − b + eps‖, a and b being broadcast.
     *
     * @param norm which norm, over which dimensions
     * @throws IllegalArgumentException if the shapes do not broadcast
     */
    public static Tensor pairwiseDistance(Tensor a, Tensor b, NormOptions norm, double eps) {
        return NormOp.norm(a.sub(b).add(eps), norm);
    }
}

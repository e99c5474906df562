package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.AttentionOptions;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.jspecify.annotations.Nullable;

/** Means of values, weighted by how well their keys answer a query. */
public final class Attention {

    private static final String OP = "scaledDotProductAttention";
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private Attention() {}

    /** {@link #scaledDotProductAttention(Tensor, Tensor, Tensor, AttentionOptions)} of every query to every key. */
    public static Tensor scaledDotProductAttention(Tensor query, Tensor key, Tensor value) {
        return scaledDotProductAttention(query, key, value, AttentionOptions.DEFAULT);
    }

    /**
     * y = softmax(q·kᵀ·scale + mask)·v; q [*,L,E], k [*,S,E], v [*,S,D] → y [*,L,D], the leading dimensions broadcast. A query
     * that may attend to no key gets zeros, as in PyTorch.
     *
     * <p>
     * Source: A. Vaswani et al., <i>Attention is all you need</i>, NeurIPS 2017, equation (1).
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor scaledDotProductAttention(Tensor query, Tensor key, Tensor value, AttentionOptions options) {
        checkArgument(value.shape().rank() >= 2 && key.shape().rank() >= 2 && value.size(-2) == key.size(-2),
                "[%s] values must be [*,S,D], one for each key of [*,S,E], but are %s for keys %s", OP, value.shape(),
                key.shape());
        return attentionWeights(query, key, options).matmul(value);
    }

    /**
     * softmax(q·kᵀ·scale + mask), of which some are dropped: how much each query attends to each key, [*,L,S].
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor attentionWeights(Tensor query, Tensor key, AttentionOptions options) {
        checkArgument(
                query.shape().rank() >= 2 && key.shape().rank() >= 2 && query.size(-1) == key.size(-1),
                "[%s] queries must be [*,L,E] and keys [*,S,E], but are %s and %s", OP, query.shape(), key.shape());
        Double given = options.scale();
        double scale = given == null ? 1 / Math.sqrt(query.size(-1)) : given;
        Tensor scores = query.mul(scale).matmul(key.mT());
        Tensor mask = mask(scores, options);
        Tensor weights = mask == null ? scores.softmax(-1) : maskedSoftmax(scores, mask);
        return Dropout.dropout(weights, options.dropout(), Rng.global());
    }

    private static @Nullable Tensor mask(Tensor scores, AttentionOptions options) {
        if (options.causal()) {
            return Triangles.tril(Tensor.full(Shape.of(scores.size(-2), scores.size(-1)), 1, DType.BOOL));
        }
        Tensor mask = options.mask();
        if (mask != null) {
            checkArgument(mask.dtype() == DType.BOOL || mask.dtype() == scores.dtype(),
                    "[%s] the mask must be bool or %s, but is %s; compare it or convert it", OP,
                    scores.dtype(), mask.type());
            checkArgument(Shape.broadcast(OP, mask.shape(), scores.shape()).equals(scores.shape()),
                    "[%s] a mask of shape %s is too large for scores %s; it must broadcast to them", OP, mask.shape(),
                    scores.shape());
        }
        return mask;
    }

    /** The softmax of what a mask leaves; zeros, which get no gradient, where it leaves nothing. */
    private static Tensor maskedSoftmax(Tensor scores, Tensor mask) {
        Tensor left = mask.dtype() == DType.BOOL ? WhereOp.where(mask, scores, NEVER) : scores.add(mask);
        Tensor nothing = ReshapeOp.unsqueeze(left.detach().eq(NEVER).all(-1), -1);
        return Masks.maskedFill(Masks.maskedFill(left, nothing, 0).softmax(-1), nothing, 0);
    }
}

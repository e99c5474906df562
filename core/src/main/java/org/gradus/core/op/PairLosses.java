package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.MarginOptions;
import org.gradus.core.NormOptions;
import org.gradus.core.Tensor;
import org.gradus.core.TripletMarginOptions;

/** How far pairs are from being as near, as far, or in the order that they should be. */
public final class PairLosses {

    /** PyTorch's addition to the squares of lengths. */
    private static final double COSINE_EPS = 1e-12f;

    private PairLosses() {}

    /** {@link #hingeEmbeddingLoss(Tensor, Tensor, MarginOptions)} with a margin of 1, averaged. */
    public static Tensor hingeEmbeddingLoss(Tensor input, Tensor target) {
        return hingeEmbeddingLoss(input, target, MarginOptions.of(1));
    }

    /**
     * x for pairs that belong together, max(0, margin − x) for pairs that do not; the gradient just at the margin is −1.
     *
     * <p>
     * Source: R. Hadsell, S. Chopra and Y. LeCun, <i>Dimensionality reduction by learning an invariant mapping</i>, CVPR 2006,
     * there with squares.
     *
     * @param input x, distances of pairs
     * @param target of the input's shape and any type, 1 for pairs that belong together and −1 for others; where it is neither,
     *        both terms are added
     * @return a scalar, or one loss a pair where nothing is reduced
     * @throws IllegalArgumentException if shapes do not fit
     */
    public static Tensor hingeEmbeddingLoss(Tensor input, Tensor target, MarginOptions options) {
        Checks.floating("hingeEmbeddingLoss", input);
        Checks.sameShape("hingeEmbeddingLoss", input, target);
        Tensor apart = ClampOp.clampMin(input.neg().add(options.margin()), 0);
        Tensor losses = WhereOp.where(target.ne(1), apart, 0).add(WhereOp.where(target.ne(-1), input, 0));
        return options.reduction().of(losses);
    }

    /** As {@link #marginRankingLoss(Tensor, Tensor, Tensor, MarginOptions)} without a margin, averaged. */
    public static Tensor marginRankingLoss(Tensor input1, Tensor input2, Tensor target) {
        return marginRankingLoss(input1, input2, target, MarginOptions.of(0));
    }

    /**
     * max(0, −t·(x₁ − x₂) + margin); the gradient at the kink is that of the line.
     *
     * @param input1 x₁, scores
     * @param input2 x₂, scores of the same shape
     * @param target t, of their shape and type, 1 where x₁ should be larger and −1 where x₂ should
     * @return a scalar, or one loss a pair where nothing is reduced
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor marginRankingLoss(Tensor input1, Tensor input2, Tensor target, MarginOptions options) {
        Checks.alike("marginRankingLoss", input1, input2);
        Checks.alike("marginRankingLoss", input1, target);
        Tensor behind = target.mul(input2.sub(input1)).add(options.margin());
        return options.reduction().of(ClampOp.clampMin(behind, 0));
    }

    /** As {@link #cosineEmbeddingLoss(Tensor, Tensor, Tensor, MarginOptions)} without a margin, averaged. */
    public static Tensor cosineEmbeddingLoss(Tensor input1, Tensor input2, Tensor target) {
        return cosineEmbeddingLoss(input1, input2, target, MarginOptions.of(0));
    }

    /**
     * 1 − cos for pairs of vectors that belong together, max(0, cos − margin) for pairs that do not, with cos = x₁·x₂ /
     * √((x₁·x₁ + 1e-12)(x₂·x₂ + 1e-12)).
     *
     * @param input1 x₁, [N,D], or [D]
     * @param input2 x₂, of the same shape
     * @param target [N], or a scalar, of any type: 1 for pairs that belong together, −1 for pairs that do not; pairs for which
     *        it is neither lose nothing
     * @return a scalar, or one loss a pair where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor cosineEmbeddingLoss(Tensor input1, Tensor input2, Tensor target, MarginOptions options) {
        Checks.alike("cosineEmbeddingLoss", input1, input2);
        int rank = input1.shape().rank();
        checkArgument((rank == 1 || rank == 2) && target.shape().equals(input1.sum(-1).shape()),
                "[cosineEmbeddingLoss] inputs %s and target %s must be [N,D] and [N], or [D] and a scalar; reshape them",
                input1.shape(), target.shape());
        Tensor lengths = input1.square().sum(-1).add(COSINE_EPS).mul(input2.square().sum(-1).add(COSINE_EPS)).sqrt();
        Tensor cosine = input1.mul(input2).sum(-1).div(lengths);
        Tensor together = WhereOp.where(target.eq(1), cosine.neg().add(1), 0);
        Tensor apart = WhereOp.where(target.eq(-1), ClampOp.clampMin(cosine.sub(options.margin()), 0), 0);
        return options.reduction().of(together.add(apart));
    }

    /** As {@link #tripletMarginLoss(Tensor, Tensor, Tensor, TripletMarginOptions)} with a margin of 1, averaged. */
    public static Tensor tripletMarginLoss(Tensor anchor, Tensor positive, Tensor negative) {
        return tripletMarginLoss(anchor, positive, negative, TripletMarginOptions.DEFAULT);
    }

    /**
     * max(0, ‖a − p + eps‖ − ‖a − n + eps‖ + margin); with the swap, ‖p − n + eps‖ takes the second distance's place where it
     * is smaller.
     *
     * <p>
     * Source: V. Balntas et al., <i>Learning local feature descriptors with triplets and shallow convolutional neural
     * networks</i>, BMVC 2016.
     *
     * @param anchor a, [*,D]
     * @param positive p, of the same shape: what the anchors should be near to
     * @param negative n, of the same shape: what they should be far from
     * @return a scalar, or one loss a triplet where nothing is reduced
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor tripletMarginLoss(Tensor anchor, Tensor positive, Tensor negative,
            TripletMarginOptions options) {
        Checks.alike("tripletMarginLoss", anchor, positive);
        Checks.alike("tripletMarginLoss", anchor, negative);
        Tensor near = distance(anchor, positive, options);
        Tensor far = distance(anchor, negative, options);
        if (options.swap()) {
            far = far.minimum(distance(positive, negative, options));
        }
        return options.reduction().of(ClampOp.clampMin(near.sub(far).add(options.margin()), 0));
    }

    private static Tensor distance(Tensor a, Tensor b, TripletMarginOptions options) {
        return Distances.pairwiseDistance(a, b, NormOptions.over(-1).withP(options.p()), options.eps());
    }
}

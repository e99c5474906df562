package org.gradus.core.op;

import static org.gradus.core.op.LossCheck.rows;
import static org.gradus.core.op.LossCheck.vector;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.MarginOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TripletMarginOptions;
import org.junit.jupiter.api.Test;

/** Expected values are PyTorch's unless a comment derives them. */
class PairLossesTest {

    private static final MarginOptions NO_MARGIN = MarginOptions.of(0).withReduction(Reduction.NONE);
    private static final TripletMarginOptions TRIPLET = TripletMarginOptions.DEFAULT.withReduction(Reduction.NONE);
    private static final Tensor A = rows(2, 1, 2, 0, 1);
    private static final Tensor B = rows(2, 2, 0, -1, 1);
    private static final Tensor C = rows(2, 0, 0, 3, 1);

    @Test
    void hingeEmbeddingLoss_pulls_pairs_together_and_pushes_others_apart_also_just_at_the_margin() {
        Tensor target = Tensor.of(new long[]{1, -1, 0, 2, -1, -1});
        LossCheck.of(in -> PairLosses.hingeEmbeddingLoss(in.get(0), target, MarginOptions.of(1)
                .withReduction(Reduction.NONE)), vector(1, 1, 1, 1, 0.25, 1.5)).check(
                        new double[]{1, 0, 1, 1, 0.75, 0}, new double[]{1, -1, 0, 0, -1, 0});
        LossCheck.of(in -> PairLosses.hingeEmbeddingLoss(in.get(0), Tensor.of(new long[]{1, -1})), vector(3, 0.5))
                .gives((3 + 0.5) / 2);
    }

    @Test
    void marginRankingLoss_keeps_the_gradient_at_the_kink() {
        // −t(x₁ − x₂) + 1 is 0 in the first pair and 2 in the second
        LossCheck.of(in -> PairLosses.marginRankingLoss(in.get(0), in.get(1), in.get(2),
                MarginOptions.of(1).withReduction(Reduction.NONE)), vector(1, 1), vector(0, 0), vector(1, -1)).check(
                        new double[]{0, 2}, new double[]{-1, 1}, new double[]{1, -1}, new double[]{-1, -1});
        LossCheck.of(in -> PairLosses.marginRankingLoss(in.get(0), in.get(1), in.get(2)), vector(1, 1), vector(0, 4),
                vector(1, 1)).gives(1.5);
    }

    private static LossCheck cosine(double margin, Tensor target, Tensor... pairs) {
        return LossCheck.of(in -> PairLosses.cosineEmbeddingLoss(in.get(0), in.get(1), target,
                NO_MARGIN.withMargin(margin)), pairs);
    }

    @Test
    void cosineEmbeddingLoss_of_pairs_that_belong_together_and_do_not() {
        cosine(0.5, Tensor.of(new long[]{1, -1}), A, B).check(new double[]{0.5527864045001427, 0.2071067811860171},
                new double[]{-0.35777087639990374, 0.1788854381999071, -0.7071067811860171, 7.072120666862247e-13},
                new double[]{-5.592748486549226e-14, -0.4472135954998573, 0.35355339059283175, 0.35355339059318536});
        cosine(0.5, Tensor.of(new long[]{0, 0}), A, B).check(new double[]{0, 0}, new double[4], new double[4]);
        Tensor together = Tensor.full(Shape.SCALAR, 1, DType.INT64);
        cosine(0, together, vector(1, 2), vector(2, 0)).gives(0.5527864045001427);
    }

    @Test
    void vectors_of_zeros_have_a_cosine_of_0_and_a_large_gradient() {
        cosine(0, Tensor.of(new long[]{-1}), rows(1, 0, 0), rows(1, 1, 1)).check(new double[]{0},
                new double[]{707106.7825991004, 707106.7825991004}, new double[]{0, 0});
    }

    private static LossCheck triplet(TripletMarginOptions options, Tensor... triplet) {
        return LossCheck.of(in -> PairLosses.tripletMarginLoss(in.get(0), in.get(1), in.get(2), options), triplet);
    }

    @Test
    void tripletMarginLoss_in_euclids_norm_and_in_another_with_swap() {
        triplet(TRIPLET, A, B, C).check(new double[]{0.9999991055731665, 0},
                new double[]{-0.89442683322895, 3.5777062612485366e-07, 0, 0},
                new double[]{0.4472130588436702, -0.8944274593278586, 0, 0},
                new double[]{0.44721377438527976, 0.8944271015572325, 0, 0});
        triplet(TRIPLET.withSwap(true).withP(1).withMargin(3).withEps(0), A, B, C).check(new double[]{4, 1},
                new double[]{-1, 1, 2, 0}, new double[]{0, -1, -1, 0}, new double[]{1, 0, -1, 0});
        LossCheck.of(in -> PairLosses.tripletMarginLoss(in.get(0), in.get(1), in.get(2)), vector(0), vector(3),
                vector(1)).gives(3);
    }

    @Test
    void tripletMarginLoss_keeps_the_gradient_at_the_kink() {
        // |a − p| − |a − n| + 1 = 2 − 3 + 1 = 0
        triplet(TRIPLET.withP(1).withEps(0), vector(0), vector(2), vector(3)).check(new double[]{0}, new double[]{0},
                new double[]{1}, new double[]{-1});
    }

    @Test
    void targets_of_either_type_are_understood() {
        for (Tensor target : List.of(Tensor.of(new long[]{1, -1}), Tensor.of(new float[]{1, -1}))) {
            cosine(0.5, target, A, B).gives(0.5527864045001427, 0.2071067811860171);
        }
    }
}

package org.gradus.core.op;

import static org.gradus.core.op.LossCheck.rows;
import static org.gradus.core.op.LossCheck.vector;

import org.gradus.core.BinaryLogitsOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.WeightedLossOptions;
import org.junit.jupiter.api.Test;

/** Expected values are PyTorch's unless a comment derives them. */
class BinaryLossesTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Tensor WEIGHT = vector(1, 2, 0.5);
    private static final BinaryLogitsOptions LOGITS = BinaryLogitsOptions.DEFAULT.withReduction(Reduction.NONE);

    private static LossCheck weighted(Reduction reduction) {
        return LossCheck.of(in -> BinaryLosses.binaryCrossEntropy(in.get(0), in.get(1),
                new WeightedLossOptions(WEIGHT.to(in.get(0).dtype()), reduction)), vector(0.2, 0.7, 0.4),
                vector(1, 0, 0.25));
    }

    @Test
    void binaryCrossEntropy_is_weighted_and_the_mean_is_over_all_elements_whatever_their_weights() {
        weighted(Reduction.NONE).check(new double[]{1.6094379124341003, 2.407945608651872, 0.3060959503965159},
                new double[]{-5, 6.666666666666665, 0.3125},
                new double[]{1.3862943611198906, -1.694595720774407, 0.20273255405408214});
        weighted(Reduction.MEAN).check(new double[]{1.441159823827496},
                new double[]{-5 / 3.0, 2.222222222222222, 0.3125 / 3});
    }

    @Test
    void logarithms_of_0_are_taken_for_minus_100_but_gradients_are_not_cut() {
        double slope = 1 / (double) 1e-12f;
        LossCheck.of(in -> BinaryLosses.binaryCrossEntropy(in.get(0), in.get(1),
                WeightedLossOptions.DEFAULT.withReduction(Reduction.NONE)), vector(0, 0, 1, 1, 0, 1),
                vector(0, 1, 0, 1, 0.5, 0.5)).check(new double[]{0, 100, 100, 0, 50, 50},
                        new double[]{0, -slope, slope, 0, -slope / 2, slope / 2},
                        new double[]{INF, INF, -INF, -INF, INF, -INF});
    }

    @Test
    void logits_are_weighted_by_answer_and_by_element() {
        LossCheck.of(in -> BinaryLosses.binaryCrossEntropyWithLogits(in.get(0), in.get(1),
                LOGITS.withWeight(WEIGHT.to(in.get(0).dtype())).withPosWeight(vector(3).to(in.get(0).dtype()))),
                rows(1, 0.2, -0.7, 0.4), rows(1, 1, 0, 0.25)).check(
                        new double[]{1.7944166081447754, 0.8063720977709159, 0.5347614392999644},
                        new double[]{-1.3504980080625661, 0.6636244556636678, 0.074015745084339},
                        new double[]{0.9962777387631836, 5.812744195541832, 0.31301525239995254});
        // ln 2 twice
        LossCheck.of(in -> BinaryLosses.binaryCrossEntropyWithLogits(in.get(0), in.get(1)), vector(0, 0), vector(0, 1))
                .gives(Math.log(2));
    }

    @Test
    void huge_logits_neither_overflow_nor_lose_what_is_small() {
        // wrong by 1000; right by 20: ln(1 + e⁻²⁰), and its derivative ∓σ(−20)
        double small = Math.log1p(Math.exp(-20));
        double slope = 1 / (1 + Math.exp(20));
        for (double scale : new double[]{1, 1e9}) {
            LossCheck.of(in -> BinaryLosses.binaryCrossEntropyWithLogits(in.get(0), in.get(1), LOGITS).mul(scale),
                    vector(1000, -1000, 20, -20), vector(0, 1, 1, 0)).check(
                            new double[]{1000 * scale, 1000 * scale, small * scale, small * scale},
                            new double[]{scale, -scale, -slope * scale, slope * scale});
        }
    }

    @Test
    void multilabelSoftMarginLoss_averages_over_classes() {
        LossCheck.of(in -> BinaryLosses.multilabelSoftMarginLoss(in.get(0), in.get(1),
                new WeightedLossOptions(WEIGHT.to(in.get(0).dtype()), Reduction.NONE)), rows(1, 0.2, -0.7, 0.4),
                rows(1, 1, 0, 0.25)).check(new double[]{0.6036728644508279},
                        new double[]{-0.15005533422917403, 0.22120815188788928, 0.058114610018742005},
                        new double[]{-0.06666666666666665, 0.4666666666666666, -0.06666666666666667});
        LossCheck.of(in -> BinaryLosses.multilabelSoftMarginLoss(in.get(0), in.get(1)), vector(0, 0), vector(0, 1))
                .gives(Math.log(2));
    }

    @Test
    void softMarginLoss_does_not_overflow() {
        LossCheck.of(in -> BinaryLosses.softMarginLoss(in.get(0), in.get(1), Reduction.NONE),
                vector(0, 100, -100, 1000, 1000), vector(1, -1, 1, -1, 1)).check(
                        new double[]{Math.log(2), 100, 100, 1000, 0}, new double[]{-0.5, 1, -1, 1, 0},
                        new double[]{0, -100, 100, -1000, 0});
        LossCheck.of(in -> BinaryLosses.softMarginLoss(in.get(0), in.get(1)), vector(0, 1000), vector(1, -1))
                .gives((Math.log(2) + 1000) / 2);
    }
}

package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.BinaryLogitsOptions;
import org.gradus.core.CrossEntropyOptions;
import org.gradus.core.DType;
import org.gradus.core.GaussianNllOptions;
import org.gradus.core.HuberOptions;
import org.gradus.core.MarginOptions;
import org.gradus.core.MultiMarginOptions;
import org.gradus.core.PoissonNllOptions;
import org.gradus.core.Reduction;
import org.gradus.core.SmoothL1Options;
import org.gradus.core.Tensor;
import org.gradus.core.TripletMarginOptions;
import org.gradus.core.WeightedLossOptions;
import org.junit.jupiter.api.Test;

/** What losses say when they refuse. */
class LossMessagesTest {

    private static final Tensor X23 = Tensor.ones(2, 3);
    private static final Tensor X3 = Tensor.ones(3);
    private static final Tensor DOUBLES = X3.to(DType.FLOAT64);
    private static final Tensor LABELS = Tensor.of(new long[]{0, 1});

    private static void refused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    @Test
    void inputs_and_targets_are_of_one_shape_and_type() {
        refused("[mseLoss] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> RegressionLosses.mseLoss(X23, X3));
        refused("[l1Loss] operands are float32[3] and float64[3]; convert one with to(DType.FLOAT32)",
                () -> RegressionLosses.l1Loss(X3, DOUBLES));
        refused("[smoothL1Loss] needs float32 or float64, but came int64[2]; convert it with to(DType.FLOAT32)",
                () -> RegressionLosses.smoothL1Loss(LABELS, LABELS));
        refused("[huberLoss] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> RegressionLosses.huberLoss(X23, X3));
        refused("[klDiv] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> DistributionLosses.klDiv(X23, X3));
        refused("[poissonNllLoss] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> DistributionLosses.poissonNllLoss(X23, X3));
        refused("[binaryCrossEntropy] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> BinaryLosses.binaryCrossEntropy(X23, X3));
        refused("[binaryCrossEntropyWithLogits] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> BinaryLosses.binaryCrossEntropyWithLogits(X23, X3));
        refused("[softMarginLoss] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> BinaryLosses.softMarginLoss(X23, X3));
        refused("[hingeEmbeddingLoss] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> PairLosses.hingeEmbeddingLoss(X23, X3));
        refused("[marginRankingLoss] operands are float32[3] and float64[3]; convert one with to(DType.FLOAT32)",
                () -> PairLosses.marginRankingLoss(X3, X3, DOUBLES));
        refused("[tripletMarginLoss] input [2,3] and target [3] must have the same shape; reshape or expand one",
                () -> PairLosses.tripletMarginLoss(X23, X23, X3));
        refused("[cosineEmbeddingLoss] inputs [2,3] and target [3] must be [N,D] and [N], or [D] and a scalar; reshape them",
                () -> PairLosses.cosineEmbeddingLoss(X23, X23, X3));
    }

    @Test
    void probabilities_lie_between_0_and_1() {
        refused("[binaryCrossEntropy] the input must lie in [0.0, 1.0], but number 1 of float32[2] is 1.5",
                () -> BinaryLosses.binaryCrossEntropy(Tensor.of(new float[]{0, 1.5f}), Tensor.ones(2)));
        refused("[binaryCrossEntropy] the input must lie in [0.0, 1.0], but number 0 of float32[1] is NaN",
                () -> BinaryLosses.binaryCrossEntropy(Tensor.of(new float[]{Float.NaN}), Tensor.ones(1)));
        refused("[binaryCrossEntropy] the target must lie in [0.0, 1.0], but number 0 of float64[1] is -0.5",
                () -> BinaryLosses.binaryCrossEntropy(Tensor.of(new double[]{0}), Tensor.of(new double[]{-0.5})));
    }

    @Test
    void weights_fit_what_they_weigh() {
        var options = CrossEntropyOptions.DEFAULT;
        refused("[crossEntropy] the weight must be [3], one number a class of the scores [2,3], but is [2]; reshape it",
                () -> ClassLosses.crossEntropy(X23, LABELS, options.withWeight(Tensor.ones(2))));
        refused("[crossEntropy] operands are float32[2,3] and float64[3]; convert one with to(DType.FLOAT32)",
                () -> ClassLosses.crossEntropy(X23, X23, options.withWeight(DOUBLES)));
        refused("[multiMarginLoss] the weight must be [3], one number a class of the scores [2,3], but is [2]; reshape it",
                () -> MarginLosses.multiMarginLoss(X23, LABELS, MultiMarginOptions.DEFAULT.withWeight(Tensor.ones(2))));
        refused("[binaryCrossEntropy] a weight of shape [2,3] is too large for losses [3]; it must broadcast to them",
                () -> BinaryLosses.binaryCrossEntropy(X3, X3, WeightedLossOptions.DEFAULT.withWeight(X23)));
        refused("[binaryCrossEntropyWithLogits] shapes [3] and [2] do not broadcast: dimension -1 is 3 against 2; it must be equal or 1",
                () -> BinaryLosses.binaryCrossEntropyWithLogits(X3, X3,
                        BinaryLogitsOptions.DEFAULT.withPosWeight(Tensor.ones(2))));
    }

    @Test
    void class_scores_and_targets_fit() {
        refused("[crossEntropy] class scores must be [C], [N,C] or [N,C,…], but are a scalar",
                () -> ClassLosses.crossEntropy(Tensor.scalar(1), LABELS));
        refused("[crossEntropy] ignoreIndex 1 is for labels, but the target is float32[2,3], probabilities; leave it at -100",
                () -> ClassLosses.crossEntropy(X23, X23, CrossEntropyOptions.DEFAULT.withIgnoreIndex(1)));
        refused("[multiMarginLoss] class scores must be [N,C] or [C], but are [1,2,3]; flatten them",
                () -> MarginLosses.multiMarginLoss(X23.unsqueeze(0), LABELS));
        refused("[multiMarginLoss] the labels must lie in 0…2, but number 1 of int64[2] is 3; count from 0, along the right dimension",
                () -> MarginLosses.multiMarginLoss(X23, Tensor.of(new long[]{0, 3})));
        refused("[multilabelMarginLoss] input [2,3] and target [2] must have the same shape; reshape or expand one",
                () -> MarginLosses.multilabelMarginLoss(X23, LABELS));
        refused("[multilabelMarginLoss] the labels must lie in -1…1, but number 1 of int64[2] is -2; count from 0, along the right dimension",
                () -> MarginLosses.multilabelMarginLoss(Tensor.ones(2), Tensor.of(new long[]{-1, -2})));
        refused("[multilabelMarginLoss] the labels must be int64, but came float32[3]; convert with to(DType.INT64)",
                () -> MarginLosses.multilabelMarginLoss(X3, X3));
    }

    @Test
    void variances_are_not_negative_and_fit() {
        refused("[gaussianNllLoss] variances must not be negative, but the smallest of float32[3] is -2.0; model their logarithm",
                () -> DistributionLosses.gaussianNllLoss(X3, X3, Tensor.of(new float[]{1, -2, -1})));
        for (Tensor var : new Tensor[]{Tensor.ones(2, 2), Tensor.ones(1, 1), Tensor.ones(4, 2, 3)}) {
            refused("[gaussianNllLoss] variances %s do not fit the input [2,3]; give one for each number, or for all along one dimension"
                    .formatted(var.shape()), () -> DistributionLosses.gaussianNllLoss(X23, X23, var));
        }
    }

    @Test
    void options_are_checked_when_they_are_made() {
        refused("[crossEntropy] labelSmoothing must be in [0, 1], but is 1.5",
                () -> CrossEntropyOptions.DEFAULT.withLabelSmoothing(1.5));
        refused("[smoothL1Loss] beta must be at least 0, but is -1.0", () -> SmoothL1Options.DEFAULT.withBeta(-1));
        refused("[huberLoss] delta must be above 0, but is 0.0", () -> HuberOptions.DEFAULT.withDelta(0));
        refused("[poissonNllLoss] eps must be at least 0, but is -1.0", () -> PoissonNllOptions.DEFAULT.withEps(-1));
        refused("[gaussianNllLoss] eps must be above 0, but is 0.0", () -> GaussianNllOptions.DEFAULT.withEps(0));
        refused("[margin] the margin must be a number, but is NaN", () -> MarginOptions.of(Double.NaN));
        refused("[multiMarginLoss] p must be 1 or 2, but is 3", () -> MultiMarginOptions.DEFAULT.withP(3));
        refused("[multiMarginLoss] the margin must be a number, but is NaN",
                () -> MultiMarginOptions.DEFAULT.withMargin(Double.NaN));
        refused("[tripletMarginLoss] the margin must be above 0, but is 0.0",
                () -> TripletMarginOptions.DEFAULT.withMargin(0));
        refused("[tripletMarginLoss] the order p must be a number, but is NaN",
                () -> TripletMarginOptions.DEFAULT.withP(Double.NaN));
        refused("[tripletMarginLoss] the margin must be above 0, but is -1.0",
                () -> new TripletMarginOptions(-1, 2, 0, false, Reduction.MEAN));
    }
}

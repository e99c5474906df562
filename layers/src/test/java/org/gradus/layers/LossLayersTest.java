package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.BinaryLogitsOptions;
import org.gradus.core.CrossEntropyOptions;
import org.gradus.core.DType;
import org.gradus.core.GaussianNllOptions;
import org.gradus.core.HuberOptions;
import org.gradus.core.KlDivOptions;
import org.gradus.core.MarginOptions;
import org.gradus.core.MultiMarginOptions;
import org.gradus.core.NllLossOptions;
import org.gradus.core.PoissonNllOptions;
import org.gradus.core.Reduction;
import org.gradus.core.SmoothL1Options;
import org.gradus.core.Tensor;
import org.gradus.core.TripletMarginOptions;
import org.gradus.core.WeightedLossOptions;
import org.gradus.core.op.BinaryLosses;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.DistributionLosses;
import org.gradus.core.op.MarginLosses;
import org.gradus.core.op.PairLosses;
import org.gradus.core.op.RegressionLosses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses as modules: that each is the function of its name, and what is printed and saved. */
class LossLayersTest {

    private static final Tensor X = Tensor.of(new float[]{0.2f, 0.9f, 0.4f, 0.6f, 0.1f, 0.7f}, 2, 3);
    private static final Tensor Y = Tensor.of(new float[]{0.5f, 0.3f, 0.8f, 0.2f, 1, 0}, 2, 3);
    private static final Tensor Z = Tensor.of(new float[]{1, 2, 0.5f, 0.25f, 3, 1}, 2, 3);
    private static final Tensor LABELS = Tensor.of(new long[]{2, 0});
    private static final Tensor SIGNS = Tensor.of(new float[]{1, -1, 1, -1, 1, 1}, 2, 3);
    private static final Tensor ROW_SIGNS = Tensor.of(new float[]{1, -1});
    private static final Tensor LABEL_SETS = Tensor.of(new long[]{1, -1, 0, 2, 0, -1}, 2, 3);
    private static final Tensor WEIGHT = Tensor.of(new float[]{1, 2, 0.5f});

    private record Case(Tensor actual, Tensor expected) {}

    private static Stream<Case> layers() {
        return Stream.of(
                new Case(new MSELoss().forward(X, Y), RegressionLosses.mseLoss(X, Y)),
                new Case(new MSELoss(Reduction.NONE).forward(X, Y), RegressionLosses.mseLoss(X, Y, Reduction.NONE)),
                new Case(new L1Loss().forward(X, Y), RegressionLosses.l1Loss(X, Y)),
                new Case(new L1Loss(Reduction.SUM).forward(X, Y), RegressionLosses.l1Loss(X, Y, Reduction.SUM)),
                new Case(new SmoothL1Loss().forward(X, Y), RegressionLosses.smoothL1Loss(X, Y)),
                new Case(new SmoothL1Loss(new SmoothL1Options(0.2, Reduction.SUM)).forward(X, Y),
                        RegressionLosses.smoothL1Loss(X, Y, new SmoothL1Options(0.2, Reduction.SUM))),
                new Case(new HuberLoss().forward(X, Y), RegressionLosses.huberLoss(X, Y)),
                new Case(new HuberLoss(new HuberOptions(0.2, Reduction.NONE)).forward(X, Y),
                        RegressionLosses.huberLoss(X, Y, new HuberOptions(0.2, Reduction.NONE))),
                new Case(new KLDivLoss().forward(X, Y), DistributionLosses.klDiv(X, Y)),
                new Case(new KLDivLoss(new KlDivOptions(true, Reduction.BATCH_MEAN)).forward(X, Y),
                        DistributionLosses.klDiv(X, Y, new KlDivOptions(true, Reduction.BATCH_MEAN))),
                new Case(new PoissonNLLLoss().forward(X, Z), DistributionLosses.poissonNllLoss(X, Z)),
                new Case(new PoissonNLLLoss(PoissonNllOptions.DEFAULT.withFull(true)).forward(X, Z),
                        DistributionLosses.poissonNllLoss(X, Z, PoissonNllOptions.DEFAULT.withFull(true))),
                new Case(new GaussianNLLLoss().forward(X, Y, Z), DistributionLosses.gaussianNllLoss(X, Y, Z)),
                new Case(new GaussianNLLLoss(GaussianNllOptions.DEFAULT.withFull(true)).forward(X, Y, Z),
                        DistributionLosses.gaussianNllLoss(X, Y, Z, GaussianNllOptions.DEFAULT.withFull(true))),
                new Case(new BCELoss().forward(X, Y), BinaryLosses.binaryCrossEntropy(X, Y)),
                new Case(new BCEWithLogitsLoss().forward(X, Y), BinaryLosses.binaryCrossEntropyWithLogits(X, Y)),
                new Case(new SoftMarginLoss().forward(X, SIGNS), BinaryLosses.softMarginLoss(X, SIGNS)),
                new Case(new SoftMarginLoss(Reduction.SUM).forward(X, SIGNS),
                        BinaryLosses.softMarginLoss(X, SIGNS, Reduction.SUM)),
                new Case(new MultiLabelSoftMarginLoss().forward(X, Y), BinaryLosses.multilabelSoftMarginLoss(X, Y)),
                new Case(new MultiLabelMarginLoss().forward(X, LABEL_SETS),
                        MarginLosses.multilabelMarginLoss(X, LABEL_SETS)),
                new Case(new MultiLabelMarginLoss(Reduction.NONE).forward(X, LABEL_SETS),
                        MarginLosses.multilabelMarginLoss(X, LABEL_SETS, Reduction.NONE)),
                new Case(new MultiMarginLoss().forward(X, LABELS), MarginLosses.multiMarginLoss(X, LABELS)),
                new Case(new HingeEmbeddingLoss().forward(X, SIGNS), PairLosses.hingeEmbeddingLoss(X, SIGNS)),
                new Case(new HingeEmbeddingLoss(MarginOptions.of(0.5)).forward(X, SIGNS),
                        PairLosses.hingeEmbeddingLoss(X, SIGNS, MarginOptions.of(0.5))),
                new Case(new MarginRankingLoss().forward(X, Y, SIGNS), PairLosses.marginRankingLoss(X, Y, SIGNS)),
                new Case(new MarginRankingLoss(MarginOptions.of(0.5)).forward(X, Y, SIGNS),
                        PairLosses.marginRankingLoss(X, Y, SIGNS, MarginOptions.of(0.5))),
                new Case(new CosineEmbeddingLoss().forward(X, Y, ROW_SIGNS),
                        PairLosses.cosineEmbeddingLoss(X, Y, ROW_SIGNS)),
                new Case(new CosineEmbeddingLoss(MarginOptions.of(0.5)).forward(X, Y, ROW_SIGNS),
                        PairLosses.cosineEmbeddingLoss(X, Y, ROW_SIGNS, MarginOptions.of(0.5))),
                new Case(new TripletMarginLoss().forward(X, Y, Z), PairLosses.tripletMarginLoss(X, Y, Z)),
                new Case(new TripletMarginLoss(TripletMarginOptions.DEFAULT.withSwap(true)).forward(X, Y, Z),
                        PairLosses.tripletMarginLoss(X, Y, Z, TripletMarginOptions.DEFAULT.withSwap(true))),
                new Case(new CrossEntropyLoss(CrossEntropyOptions.DEFAULT.withLabelSmoothing(0.1)).forward(X, Y),
                        ClassLosses.crossEntropy(X, Y, CrossEntropyOptions.DEFAULT.withLabelSmoothing(0.1))),
                new Case(new NLLLoss(NllLossOptions.DEFAULT.withIgnoreIndex(0)).forward(X, LABELS),
                        ClassLosses.nllLoss(X, LABELS, NllLossOptions.DEFAULT.withIgnoreIndex(0))));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void each_is_the_function_of_its_name(Case layer) {
        assertThat(layer.actual().shape()).isEqualTo(layer.expected().shape());
        assertThat(layer.actual().toFloatArray()).isEqualTo(layer.expected().toFloatArray());
    }

    private static Map<Loss, Tensor> weighted() {
        return Map.of(
                new CrossEntropyLoss(CrossEntropyOptions.DEFAULT.withWeight(WEIGHT)), LABELS,
                new NLLLoss(NllLossOptions.DEFAULT.withWeight(WEIGHT)), LABELS,
                new MultiMarginLoss(MultiMarginOptions.DEFAULT.withWeight(WEIGHT)), LABELS,
                new BCELoss(WeightedLossOptions.DEFAULT.withWeight(WEIGHT)), Y,
                new MultiLabelSoftMarginLoss(WeightedLossOptions.DEFAULT.withWeight(WEIGHT)), Y,
                new BCEWithLogitsLoss(BinaryLogitsOptions.DEFAULT.withWeight(WEIGHT)), Y);
    }

    @Test
    void weights_are_a_buffer_that_is_saved_and_that_a_state_dict_replaces() {
        weighted().forEach((loss, target) -> {
            float before = loss.forward(X, target).toFloatArray()[0];
            assertThat(loss.parameters()).isEmpty();
            assertThat(loss.stateDict()).as(loss.toString()).containsOnlyKeys("weight");
            loss.loadStateDict(Map.of("weight", Tensor.of(new float[]{3, 1, 2})));
            assertThat(loss.forward(X, target).toFloatArray()[0]).as(loss.toString()).isNotEqualTo(before);
        });
    }

    @Test
    void weights_follow_a_module_to_another_type() {
        weighted().forEach((loss, target) -> {
            loss.to(DType.FLOAT64);
            Tensor given = target.dtype() == DType.INT64 ? target : target.to(DType.FLOAT64);
            assertThat(loss.forward(X.to(DType.FLOAT64), given).dtype()).isEqualTo(DType.FLOAT64);
        });
    }

    @Test
    void weights_of_positive_answers_are_saved_too() {
        var loss = new BCEWithLogitsLoss(BinaryLogitsOptions.DEFAULT.withWeight(WEIGHT).withPosWeight(WEIGHT));
        assertThat(loss.stateDict().keySet()).containsExactly("weight", "pos_weight");
        loss.loadStateDict(Map.of("weight", Tensor.ones(3), "pos_weight", Tensor.ones(3)));
        assertThat(loss.forward(X, Y).item()).isEqualTo(new BCEWithLogitsLoss().forward(X, Y).item());
    }

    @Test
    void all_are_printed_by_name_alone_as_pytorch_does() {
        for (Module loss : List.of(new CrossEntropyLoss(CrossEntropyOptions.DEFAULT.withWeight(WEIGHT)), new NLLLoss(),
                new MSELoss(), new L1Loss(), new SmoothL1Loss(), new HuberLoss(), new BCELoss(),
                new BCEWithLogitsLoss(), new HingeEmbeddingLoss(), new MultiMarginLoss(), new MultiLabelMarginLoss(),
                new MultiLabelSoftMarginLoss(), new SoftMarginLoss(), new MarginRankingLoss(), new KLDivLoss(),
                new CosineEmbeddingLoss(), new TripletMarginLoss(), new PoissonNLLLoss(), new GaussianNLLLoss())) {
            assertThat(loss).hasToString(loss.getClass().getSimpleName() + "()");
            assertThat(loss.getClass().getSimpleName()).endsWith("Loss");
        }
    }
}

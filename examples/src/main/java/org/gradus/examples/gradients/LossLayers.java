package org.gradus.examples.gradients;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.BinaryLogitsOptions;
import org.gradus.core.CrossEntropyOptions;
import org.gradus.core.KlDivOptions;
import org.gradus.core.MarginOptions;
import org.gradus.core.MultiMarginOptions;
import org.gradus.core.NllLossOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.WeightedLossOptions;
import org.gradus.layers.BCELoss;
import org.gradus.layers.BCEWithLogitsLoss;
import org.gradus.layers.CosineEmbeddingLoss;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.GaussianNLLLoss;
import org.gradus.layers.HingeEmbeddingLoss;
import org.gradus.layers.HuberLoss;
import org.gradus.layers.KLDivLoss;
import org.gradus.layers.L1Loss;
import org.gradus.layers.Loss;
import org.gradus.layers.MSELoss;
import org.gradus.layers.MarginRankingLoss;
import org.gradus.layers.Module;
import org.gradus.layers.MultiLabelMarginLoss;
import org.gradus.layers.MultiLabelSoftMarginLoss;
import org.gradus.layers.MultiMarginLoss;
import org.gradus.layers.NLLLoss;
import org.gradus.layers.PoissonNLLLoss;
import org.gradus.layers.SmoothL1Loss;
import org.gradus.layers.SoftMarginLoss;
import org.gradus.layers.TripletMarginLoss;

/** Losses, by all that get gradients. */
final class LossLayers {

    private static final Tensor LABELS = Tensor.of(new long[]{0, 3, 1});
    private static final Tensor WEIGHT = Tensor.of(new float[]{1, 2, 0.5f, 0.25f});

    private LossLayers() {}

    static List<LayerCase> cases() {
        Tensor labelSets = Tensor.of(new long[]{1, 3, -1, 0, 2, -1, 0, 0, 0, 1, 2, 3}, 3, 4);
        Tensor signs = Tensor.of(new double[]{1, -1, 1, -1, 1, 1, -1, -1, 1, -1, 1, -1}, 3, 4);
        Tensor rowSigns = Tensor.of(new double[]{1, -1, 1});
        var ranking = new MarginRankingLoss(MarginOptions.of(0.55));
        var cosine = new CosineEmbeddingLoss();
        var triplet = new TripletMarginLoss();
        var gaussian = new GaussianNLLLoss();
        return List.of(
                of(new CrossEntropyLoss(), LABELS), of(new NLLLoss(), LABELS),
                of(new CrossEntropyLoss(CrossEntropyOptions.DEFAULT.withWeight(WEIGHT).withLabelSmoothing(0.1)
                        .withIgnoreIndex(3)), LABELS),
                of(new NLLLoss(NllLossOptions.DEFAULT.withWeight(WEIGHT)), LABELS),
                of(new MultiMarginLoss(MultiMarginOptions.DEFAULT.withMargin(0.3).withWeight(WEIGHT)), LABELS),
                offGrid(new MultiLabelMarginLoss(), labelSets), of(new SoftMarginLoss(), signs),
                of(new HingeEmbeddingLoss(MarginOptions.of(0.3)), signs),
                pair(new MSELoss()), pair(new L1Loss()), pair(new SmoothL1Loss()), pair(new HuberLoss()),
                pair(new KLDivLoss(new KlDivOptions(true, Reduction.BATCH_MEAN))), pair(new PoissonNLLLoss()),
                pair(new BCEWithLogitsLoss(BinaryLogitsOptions.DEFAULT.withWeight(WEIGHT).withPosWeight(WEIGHT))),
                pair(new MultiLabelSoftMarginLoss(WeightedLossOptions.DEFAULT.withWeight(WEIGHT))),
                probabilities(new BCELoss()),
                three(ranking, x -> ranking.forward(x.select(0, 0), x.select(0, 1), signs)),
                three(cosine, x -> cosine.forward(x.select(0, 0), x.select(0, 1), rowSigns)),
                three(triplet, x -> triplet.forward(x.select(0, 0), x.select(0, 1), x.select(0, 2))),
                three(gaussian, x -> gaussian.forward(x.select(0, 0), x.select(0, 1), x.select(0, 2).exp())));
    }

    private static LayerCase of(Loss loss, Tensor target) {
        return new LayerCase(loss, x -> loss.forward(x, target), Shape.of(3, 4));
    }

    /** Scores of which no two are 1 apart, which is where the loss has its kinks. */
    private static LayerCase offGrid(Loss loss, Tensor target) {
        return new LayerCase(loss, x -> loss.forward(x.mul(0.9), target), Shape.of(3, 4));
    }

    /** Pairs that are neither equal nor 1 apart, which is where losses of numbers have their kinks. */
    private static LayerCase pair(Loss loss) {
        return new LayerCase(loss, x -> loss.forward(x.select(0, 0).mul(0.9), x.select(0, 1)), Shape.of(2, 3, 4));
    }

    private static LayerCase probabilities(Loss loss) {
        return new LayerCase(loss, x -> loss.forward(x.select(0, 0).sigmoid(), x.select(0, 1).sigmoid()),
                Shape.of(2, 3, 4));
    }

    private static LayerCase three(Module loss, Function<Tensor, Tensor> function) {
        return new LayerCase(loss, function, Shape.of(3, 3, 4));
    }
}

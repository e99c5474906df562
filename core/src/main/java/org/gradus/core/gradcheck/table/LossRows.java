package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.between;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.positive;
import static org.gradus.core.gradcheck.table.Input.signs;
import static org.gradus.core.gradcheck.table.OpRow.row;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.BinaryLogitsOptions;
import org.gradus.core.GaussianNllOptions;
import org.gradus.core.HuberOptions;
import org.gradus.core.KlDivOptions;
import org.gradus.core.MarginOptions;
import org.gradus.core.PoissonNllOptions;
import org.gradus.core.Reduction;
import org.gradus.core.SmoothL1Options;
import org.gradus.core.TripletMarginOptions;
import org.gradus.core.WeightedLossOptions;
import org.gradus.core.op.BinaryLosses;
import org.gradus.core.op.DistributionLosses;
import org.gradus.core.op.PairLosses;
import org.gradus.core.op.RegressionLosses;

/** Losses of numbers, distributions, yes-or-no questions and pairs, clear of their kinks. */
final class LossRows {

    private LossRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        for (Reduction reduction : Reduction.values()) {
            rows.add(row("mseLoss, " + reduction, (a, b) -> RegressionLosses.mseLoss(a, b, reduction), normal("n,3"),
                    normal("n,3")).notEmpty().terms(n -> 3 * n).smooth());
        }
        rows.addAll(regression());
        rows.addAll(distributions());
        rows.addAll(binary());
        rows.addAll(pairs());
        rows.add(rowOf("gaussianNllLoss with a variance a row",
                in -> DistributionLosses.gaussianNllLoss(in.get(0), in.get(1), in.get(2)), normal("n,3"),
                normal("n,3"), positive("n")).notEmpty().terms(n -> 3 * n).smooth());
        rows.add(rowOf("gaussianNllLoss with a variance a column",
                in -> DistributionLosses.gaussianNllLoss(in.get(0), in.get(1), in.get(2)), normal("n,3"),
                normal("n,3"), positive("1,3")).notEmpty().terms(n -> 3 * n).smooth());
        rows.add(rowOf("cosineEmbeddingLoss, unbatched",
                in -> PairLosses.cosineEmbeddingLoss(in.get(0), in.get(1), in.get(2)), positive("n"), positive("n"),
                signs("")).sizes(4, 6, 13, 207).terms(n -> n));
        return rows;
    }

    /** The differences lie on either side of the bends and clear of 0. */
    private static List<OpRow> regression() {
        Input x = between(-1, 1, "n,3", -0.6, 0, 0.6);
        Input far = between(-0.01, 0.01, "n,3");
        return List.of(
                row("l1Loss", (a, b) -> RegressionLosses.l1Loss(a, b, Reduction.NONE), x, far)
                        .terms(4),
                row("smoothL1Loss", (a, b) -> RegressionLosses.smoothL1Loss(a, b,
                        new SmoothL1Options(0.6, Reduction.NONE)), x, far).terms(4),
                row("smoothL1Loss without a parabola", (a, b) -> RegressionLosses.smoothL1Loss(a, b,
                        new SmoothL1Options(0, Reduction.NONE)), x, far).terms(4),
                row("huberLoss", (a, b) -> RegressionLosses.huberLoss(a, b, new HuberOptions(0.6, Reduction.NONE)),
                        x, far).terms(4));
    }

    private static List<OpRow> distributions() {
        var poisson = PoissonNllOptions.DEFAULT.withReduction(Reduction.NONE);
        var gaussian = GaussianNllOptions.DEFAULT.withReduction(Reduction.NONE);
        var divergence = KlDivOptions.DEFAULT.withReduction(Reduction.NONE);
        return List.of(
                row("klDiv", (x, t) -> DistributionLosses.klDiv(x, t, divergence), normal("n,3"),
                        positive("n,3")).terms(4).smooth(),
                row("klDiv of logarithms",
                        (x, t) -> DistributionLosses.klDiv(x, t, divergence.withLogTarget(true)), normal("n,3"),
                        normal("n,3")).terms(4).smooth(),
                row("poissonNllLoss", (x, t) -> DistributionLosses.poissonNllLoss(x, t, poisson), normal("n,3"),
                        positive("n,3")).terms(4).smooth(),
                row("poissonNllLoss of counts, in full",
                        (x, t) -> DistributionLosses.poissonNllLoss(x, t, poisson.withLogInput(false).withFull(true)),
                        positive("n,3"), between(0.2, 4, "n,3", 1)).terms(4),
                rowOf("gaussianNllLoss",
                        in -> DistributionLosses.gaussianNllLoss(in.get(0), in.get(1), in.get(2), gaussian),
                        normal("n,3"), normal("n,3"), positive("n,3")).terms(4).smooth(),
                rowOf("gaussianNllLoss, in full",
                        in -> DistributionLosses.gaussianNllLoss(in.get(0), in.get(1), in.get(2),
                                gaussian.withFull(true)),
                        normal("n,3"), normal("n,3"), positive("n,1")).terms(4));
    }

    private static List<OpRow> binary() {
        var weighted = WeightedLossOptions.DEFAULT.withReduction(Reduction.NONE);
        var logits = BinaryLogitsOptions.DEFAULT.withReduction(Reduction.NONE);
        Input probability = between(0.1, 0.9, "n,3");
        return List.of(
                row("binaryCrossEntropy", (x, t) -> BinaryLosses.binaryCrossEntropy(x, t, weighted),
                        probability, probability).terms(4).smooth(),
                rowOf("binaryCrossEntropy, weighted",
                        in -> BinaryLosses.binaryCrossEntropy(in.get(0), in.get(1), weighted.withWeight(in.get(2))),
                        probability, probability, positive("3")).terms(4),
                row("binaryCrossEntropyWithLogits",
                        (x, t) -> BinaryLosses.binaryCrossEntropyWithLogits(x, t, logits), normal("n,3"),
                        probability).terms(4).smooth(),
                rowOf("binaryCrossEntropyWithLogits, weighted",
                        in -> BinaryLosses.binaryCrossEntropyWithLogits(in.get(0), in.get(1),
                                logits.withWeight(in.get(2)).withPosWeight(in.get(3))),
                        normal("n,3"), probability, positive("n,1"), positive("3")).terms(4),
                rowOf("multilabelSoftMarginLoss",
                        in -> BinaryLosses.multilabelSoftMarginLoss(in.get(0), in.get(1),
                                weighted.withWeight(in.get(2))),
                        normal("n,3"), probability, positive("3")).terms(4).smooth(),
                row("softMarginLoss", (x, t) -> BinaryLosses.softMarginLoss(x, t, Reduction.NONE), normal("n,3"),
                        signs("n,3")).terms(4).smooth());
    }

    private static List<OpRow> pairs() {
        var margin = MarginOptions.of(0.3).withReduction(Reduction.NONE);
        var triplet = TripletMarginOptions.DEFAULT.withReduction(Reduction.NONE).withMargin(0.7);
        Input vectors = normal("n,4");
        return List.of(
                row("hingeEmbeddingLoss", (x, t) -> PairLosses.hingeEmbeddingLoss(x, t, margin),
                        between(-1, 1, "n,3", 0.3), signs("n,3")).terms(4),
                rowOf("marginRankingLoss",
                        in -> PairLosses.marginRankingLoss(in.get(0), in.get(1), in.get(2), margin),
                        between(-1, 1, "n,3", -0.3, 0.3), between(-0.01, 0.01, "n,3"), signs("n,3"))
                        .terms(4),
                rowOf("cosineEmbeddingLoss",
                        in -> PairLosses.cosineEmbeddingLoss(in.get(0), in.get(1), in.get(2), margin), vectors, vectors,
                        signs("n")).terms(8),
                rowOf("tripletMarginLoss",
                        in -> PairLosses.tripletMarginLoss(in.get(0), in.get(1), in.get(2), triplet), vectors, vectors,
                        vectors).terms(8),
                rowOf("tripletMarginLoss with swap, of order 3",
                        in -> PairLosses.tripletMarginLoss(in.get(0), in.get(1), in.get(2),
                                triplet.withSwap(true).withP(3)),
                        vectors, vectors, vectors).terms(8));
    }
}

package org.gradus.examples.peers.check;

import java.util.Arrays;
import java.util.function.Consumer;
import org.gradus.core.BinaryLogitsOptions;
import org.gradus.core.GaussianNllOptions;
import org.gradus.core.HuberOptions;
import org.gradus.core.KlDivOptions;
import org.gradus.core.MarginOptions;
import org.gradus.core.PoissonNllOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.SmoothL1Options;
import org.gradus.core.Tensor;
import org.gradus.core.TripletMarginOptions;
import org.gradus.core.WeightedLossOptions;
import org.gradus.core.op.BinaryLosses;
import org.gradus.core.op.DistributionLosses;
import org.gradus.core.op.PairLosses;
import org.gradus.core.op.RegressionLosses;
import org.jspecify.annotations.Nullable;

/**
 * How far numbers, distributions, answers and pairs are from what they should be.
 *
 * <p>
 * Where PyTorch overflows or has no gradient, it is left out: soft margins of large numbers, counts of 0 in full, and
 * weights and targets of ±1 as what is differentiated by.
 */
final class LossFunctions {

    private static final Domain SHARE = Domain.of(0, 1);

    private LossFunctions() {}

    /** How the case is reduced. */
    static Reduction reduction(Operands c) {
        return c.choice("reduction", Reduction.class);
    }

    /** Adds {@code reduction}, one that PyTorch has for every loss. */
    static void reduced(Draw draw, long terms) {
        draw.with("reduction", draw.choice(Reduction.NONE, Reduction.MEAN, Reduction.SUM)).terms(terms);
    }

    static void addTo(Operations table) {
        addNumbers(table);
        addDistributions(table);
        addAnswers(table);
        addPairs(table);
    }

    private static void addNumbers(Operations table) {
        Consumer<Draw> numbers = alike(Domain.ANY, Domain.ANY);
        table.add("mseLoss", numbers, c -> RegressionLosses.mseLoss(c.x(), c.y(), reduction(c)));
        table.add("l1Loss", numbers, c -> RegressionLosses.l1Loss(c.x(), c.y(), reduction(c)));
        table.add("smoothL1Loss", numbers.andThen(draw -> draw.with("beta", draw.between(0, 4) / 2.0)),
                c -> RegressionLosses.smoothL1Loss(c.x(), c.y(), new SmoothL1Options(c.real("beta"), reduction(c))));
        table.add("huberLoss", numbers.andThen(draw -> draw.with("delta", draw.between(1, 4) / 2.0)),
                c -> RegressionLosses.huberLoss(c.x(), c.y(), new HuberOptions(c.real("delta"), reduction(c))));
    }

    private static void addDistributions(Operations table) {
        table.add("klDiv", draw -> {
            boolean logTarget = draw.chance(0.4);
            Shape shape = draw.shape(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).input(draw.numbers(shape, logTarget ? Domain.ANY : SHARE));
            draw.with("logTarget", logTarget).with("reduction", draw.choice(Reduction.values())).terms(shape.numel());
        }, c -> DistributionLosses.klDiv(c.x(), c.y(), new KlDivOptions(c.flag("logTarget"), reduction(c))));
        table.add("poissonNllLoss", draw -> {
            boolean logInput = draw.chance(0.5);
            Shape shape = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(shape, logInput ? Domain.ANY : Domain.POSITIVE));
            draw.input(draw.numbers(shape, Domain.POSITIVE)).with("logInput", logInput).with("full", draw.chance(0.5));
            reduced(draw, shape.numel());
        }, c -> DistributionLosses.poissonNllLoss(c.x(), c.y(),
                new PoissonNllOptions(c.flag("logInput"), c.flag("full"), 1e-8, reduction(c))));
        table.add("gaussianNllLoss", draw -> {
            Shape shape = draw.shape(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).input(draw.numbers(shape, Domain.ANY));
            Shape shared = shape.withSize(draw.dim(shape), 1);
            draw.input(draw.numbers(draw.chance(0.5) ? shape : shared, Domain.of(0, 3)));
            draw.with("full", draw.chance(0.5)).with("eps", draw.choice(0.25, 0.5));
            reduced(draw, shape.numel());
        }, c -> DistributionLosses.gaussianNllLoss(c.x(0), c.x(1), c.x(2),
                new GaussianNllOptions(c.flag("full"), c.real("eps"), reduction(c))));
    }

    private static void addAnswers(Operations table) {
        table.add("binaryCrossEntropy", Draws.mostly(weighted(Domain.PROBABILITY, 1), weighted(SHARE, 1)),
                c -> BinaryLosses.binaryCrossEntropy(c.x(), c.y(), new WeightedLossOptions(extra(c, 2), reduction(c))));
        table.add("binaryCrossEntropyWithLogits", Draws.mostly(weighted(Domain.ANY, 2), weighted(Domain.WIDE, 2)),
                c -> BinaryLosses.binaryCrossEntropyWithLogits(c.x(), c.y(),
                        new BinaryLogitsOptions(extra(c, 2), extra(c, 3), reduction(c))));
        table.add("multilabelSoftMarginLoss", weighted(Domain.ANY, 1),
                c -> BinaryLosses.multilabelSoftMarginLoss(c.x(), c.y(),
                        new WeightedLossOptions(extra(c, 2), reduction(c))));
        table.add("softMarginLoss", draw -> {
            Shape shape = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(shape, Domain.of(-30, 30))).constant(signs(draw, shape));
            reduced(draw, shape.numel());
        }, c -> BinaryLosses.softMarginLoss(c.x(), c.y(), reduction(c)));
    }

    private static void addPairs(Operations table) {
        table.add("hingeEmbeddingLoss", draw -> {
            Shape shape = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).constant(signs(draw, shape)).with("margin", margin(draw));
            reduced(draw, shape.numel());
        }, c -> PairLosses.hingeEmbeddingLoss(c.x(), c.y(), margin(c)));
        table.add("marginRankingLoss", draw -> {
            Shape shape = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).input(draw.numbers(shape, Domain.ANY));
            draw.constant(signs(draw, shape)).with("margin", margin(draw));
            reduced(draw, shape.numel());
        }, c -> PairLosses.marginRankingLoss(c.x(0), c.x(1), c.x(2), margin(c)));
        table.add("cosineEmbeddingLoss", draw -> {
            Shape shape = draw.shape(1, 2);
            draw.input(scattered(draw, shape)).input(scattered(draw, shape));
            draw.constant(signs(draw, shape.rank() == 1 ? Shape.SCALAR : Shape.of(shape.size(0))));
            draw.with("margin", draw.real(-0.9, 0.9));
            reduced(draw, shape.numel());
        }, c -> PairLosses.cosineEmbeddingLoss(c.x(0), c.x(1), c.x(2), margin(c)));
        table.add("tripletMarginLoss", draw -> {
            Shape shape = draw.shape(1, 3);
            draw.input(scattered(draw, shape)).input(scattered(draw, shape)).input(scattered(draw, shape));
            draw.with("margin", draw.real(0.1, 3)).with("p", draw.between(1, 3)).with("swap", draw.chance(0.5));
            reduced(draw, shape.numel());
        }, c -> PairLosses.tripletMarginLoss(c.x(0), c.x(1), c.x(2), TripletMarginOptions.DEFAULT
                .withMargin(c.real("margin")).withP(c.integer("p")).withSwap(c.flag("swap"))
                .withReduction(reduction(c))));
    }

    /** Two tensors of one shape. */
    private static Consumer<Draw> alike(Domain input, Domain target) {
        return draw -> {
            Shape shape = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(shape, input)).input(draw.numbers(shape, target));
            reduced(draw, shape.numel());
        };
    }

    /** Answers, shares of yes, and up to so many weights that broadcast to them. */
    private static Consumer<Draw> weighted(Domain answers, int weights) {
        return draw -> {
            Shape shape = draw.shape(1, 4);
            draw.input(draw.numbers(shape, answers)).input(draw.numbers(shape, SHARE));
            for (int i = draw.between(0, weights); i > 0; i--) {
                draw.constant(draw.numbers(draw.broadcastable(shape), Domain.POSITIVE));
            }
            reduced(draw, shape.numel());
        };
    }

    private static @Nullable Tensor extra(Operands c, int index) {
        return index < c.inputs().size() ? c.x(index) : null;
    }

    private static double margin(Draw draw) {
        return draw.between(-1, 4) / 2.0;
    }

    private static MarginOptions margin(Operands c) {
        return new MarginOptions(c.real("margin"), reduction(c));
    }

    private static Tensor signs(Draw draw, Shape shape) {
        double[] values = new double[shape.numel()];
        Arrays.setAll(values, _ -> draw.choice(-1.0, 1.0));
        return Tensor.wrap(values, shape);
    }

    /** Numbers among which none are equal, as sums of them would be only but for rounding. */
    private static Tensor scattered(Draw draw, Shape shape) {
        double[] values = new double[shape.numel()];
        Arrays.setAll(values, _ -> draw.real(-3, 3));
        return Tensor.wrap(values, shape);
    }
}

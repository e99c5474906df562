package org.gradus.examples.peers.check;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gradus.core.CrossEntropyOptions;
import org.gradus.core.MultiMarginOptions;
import org.gradus.core.NllLossOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.MarginLosses;
import org.jspecify.annotations.Nullable;

/** How far class scores are from labels. Weights of classes are constants: PyTorch has no gradient by them. */
final class ClassLossFunctions {

    private ClassLossFunctions() {}

    static void addTo(Operations table) {
        table.add("crossEntropy", Draws.mostly(labelled(Domain.ANY), labelled(Domain.WIDE)),
                c -> ClassLosses.crossEntropy(c.x(), c.y(), LossFunctions.reduction(c)));
        table.add("nllLoss", labelled(Domain.ANY),
                c -> ClassLosses.nllLoss(c.x(), c.y(), LossFunctions.reduction(c)));
        table.add("crossEntropyWithOptions", someIgnored().andThen(ClassLossFunctions::smoothing),
                c -> ClassLosses.crossEntropy(c.x(), c.y(), options(c).withIgnoreIndex(c.integer("ignoreIndex"))));
        table.add("crossEntropyOfProbabilities", probabilities().andThen(ClassLossFunctions::smoothing),
                c -> ClassLosses.crossEntropy(c.x(), c.y(), options(c)));
        table.add("nllLossWithOptions", someIgnored(), c -> ClassLosses.nllLoss(c.x(), c.y(),
                new NllLossOptions(weight(c), c.integer("ignoreIndex"), LossFunctions.reduction(c))));
        table.add("multiMarginLoss", rows().andThen(draw -> draw.with("p", draw.between(1, 2)).with("margin",
                draw.between(0, 3) / 2.0)),
                c -> MarginLosses.multiMarginLoss(c.x(), c.y(), new MultiMarginOptions(c.integer("p"),
                        c.real("margin"), weight(c), LossFunctions.reduction(c))));
        table.add("multilabelMarginLoss", labelSets(),
                c -> MarginLosses.multilabelMarginLoss(c.x(), c.y(), LossFunctions.reduction(c)));
    }

    private static CrossEntropyOptions options(Operands c) {
        return CrossEntropyOptions.DEFAULT.withReduction(LossFunctions.reduction(c)).withWeight(weight(c))
                .withLabelSmoothing(c.real("smoothing"));
    }

    private static @Nullable Tensor weight(Operands c) {
        return c.inputs().size() > 2 ? c.x(2) : null;
    }

    private static void smoothing(Draw draw) {
        draw.with("smoothing", draw.choice(0.0, 0.1, 0.5, 1.0));
    }

    /** Scores [N,C] or [N,C,…], a label for each row, and {@code reduction}. */
    private static Consumer<Draw> labelled(Domain domain) {
        return draw -> {
            Shape scores = draw.shape(2, 4);
            draw.input(draw.numbers(scores, domain));
            draw.input(draw.integers(withoutClasses(scores), 0, scores.size(1) - 1));
            LossFunctions.reduced(draw, scores.numel());
        };
    }

    /** Scores that may be one row, labels of which some are {@code ignoreIndex}, perhaps weights. */
    private static Consumer<Draw> someIgnored() {
        return draw -> {
            Shape scores = draw.shape(1, 4);
            int classes = classes(scores);
            int ignored = draw.chance(0.5) ? -100 : draw.between(0, classes - 1);
            long[] labels = draw.integers(withoutClasses(scores), 0, classes - 1).toLongArray();
            for (int i = 0; i < labels.length; i++) {
                labels[i] = draw.chance(0.2) ? ignored : labels[i];
            }
            draw.input(draw.numbers(scores, Domain.ANY)).input(Tensor.wrap(labels, withoutClasses(scores)))
                    .with("ignoreIndex", ignored);
            weight(draw, classes);
            LossFunctions.reduced(draw, scores.numel());
        };
    }

    /** Scores that may be one row, probabilities of their shape, perhaps weights. */
    private static Consumer<Draw> probabilities() {
        return draw -> {
            Shape scores = draw.shape(1, 4);
            draw.input(draw.numbers(scores, Domain.ANY)).input(draw.numbers(scores, Domain.of(0, 1)));
            weight(draw, classes(scores));
            LossFunctions.reduced(draw, scores.numel());
        };
    }

    /** Scores [N,C] or [C], a label for each row, perhaps weights. */
    private static Consumer<Draw> rows() {
        return draw -> {
            Shape scores = draw.shape(1, 2);
            draw.input(draw.numbers(scores, Domain.ANY));
            draw.input(draw.integers(withoutClasses(scores), 0, classes(scores) - 1));
            weight(draw, classes(scores));
            LossFunctions.reduced(draw, scores.numel());
        };
    }

    /** Scores [N,C] or [C], not too many, and as many labels, mostly −1. */
    private static Consumer<Draw> labelSets() {
        return draw -> {
            int classes = draw.size();
            Shape scores = draw.chance(0.2) ? Shape.of(classes) : Shape.of(draw.size(), classes);
            long[] labels = new long[scores.numel()];
            Arrays.setAll(labels, _ -> draw.chance(0.4) ? -1 : draw.between(0, classes - 1));
            draw.input(draw.numbers(scores, Domain.ANY)).input(Tensor.wrap(labels, scores));
            LossFunctions.reduced(draw, (long) scores.numel() * classes);
        };
    }

    private static void weight(Draw draw, int classes) {
        if (draw.chance(0.6)) {
            draw.constant(draw.numbers(Shape.of(classes), Domain.POSITIVE));
        }
    }

    private static int classes(Shape scores) {
        return scores.size(scores.rank() == 1 ? 0 : 1);
    }

    private static Shape withoutClasses(Shape scores) {
        int classDim = scores.rank() == 1 ? 0 : 1;
        return Shape.of(IntStream.range(0, scores.rank()).filter(d -> d != classDim).map(scores::size).toArray());
    }
}

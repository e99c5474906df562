package org.gradus.examples.peers.check;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.op.Losses;

/** How far predictions are from targets. */
final class LossFunctions {

    private LossFunctions() {}

    static void addTo(Operations table) {
        table.add("crossEntropy", Draws.mostly(labelled(Domain.ANY), labelled(Domain.WIDE)),
                c -> Losses.crossEntropy(c.x(), c.y(), c.choice("reduction", Reduction.class)));
        table.add("nllLoss", labelled(Domain.ANY),
                c -> Losses.nllLoss(c.x(), c.y(), c.choice("reduction", Reduction.class)));
    }

    /** Scores [N,C] or [N,C,…], a label for each row, and {@code reduction}. */
    private static Consumer<Draw> labelled(Domain domain) {
        return draw -> {
            Shape scores = draw.shape(2, 4);
            int[] sizes = scores.toArray();
            int[] rows = IntStream.range(0, sizes.length).filter(d -> d != 1).map(d -> sizes[d]).toArray();
            draw.input(draw.numbers(scores, domain));
            draw.input(draw.integers(Shape.of(rows), 0, sizes[1] - 1));
            draw.with("reduction", draw.choice(Reduction.values()))
                    .terms((long) sizes[1] * Arrays.stream(rows).reduce(1, Math::multiplyExact));
        };
    }
}

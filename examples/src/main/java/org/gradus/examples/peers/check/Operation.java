package org.gradus.examples.peers.check;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gradus.core.Tensor;

/**
 * One line of the table.
 *
 * @param name what both sides call it
 * @param cases draws the inputs and attributes of a case
 * @param gradus computes it
 * @param closeness how near to the peer's the results must be
 */
public record Operation(String name, Consumer<Draw> cases, Function<Operands, List<Tensor>> gradus,
        Closeness closeness) {

    /** The case of a number, the same for the same seed. */
    Draw draw(long seed, long index) {
        Draw draw = Draw.of(seed, name, index);
        cases.accept(draw);
        return draw;
    }
}

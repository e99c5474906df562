package org.gradus.examples.peers.check;

import java.util.function.Consumer;

/** Comparisons, whose results are truth values. */
final class Comparisons {

    private Comparisons() {}

    static void addTo(Operations table) {
        Consumer<Draw> numbers = Draws.mostly(Draws.pair(Domain.ANY.andWild(), Domain.ANY.andWild()),
                Draws.integerPair(-2, 2));
        table.add("eq", Draws.mostly(numbers, Draws.truthPair()), c -> c.x().eq(c.y()));
        table.add("ne", Draws.mostly(numbers, Draws.truthPair()), c -> c.x().ne(c.y()));
        table.add("lt", Draws.mostly(numbers, Draws.truthPair()), c -> c.x().lt(c.y()));
        table.add("le", Draws.mostly(numbers, Draws.truthPair()), c -> c.x().le(c.y()));
        table.add("gt", Draws.mostly(numbers, Draws.truthPair()), c -> c.x().gt(c.y()));
        table.add("ge", Draws.mostly(numbers, Draws.truthPair()), c -> c.x().ge(c.y()));
    }
}

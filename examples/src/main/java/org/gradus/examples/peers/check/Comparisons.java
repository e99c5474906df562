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
        addWithNumbers(table);
    }

    /** With numbers that occur among the tensor's, 0.1 in float32's rounding, and some that lie between integers. */
    private static void addWithNumbers(Operations table) {
        Consumer<Draw> tensor = Draws.mostly(Draws.unary(Domain.ANY.andWild()),
                draw -> draw.input(draw.integers(draw.shapeOrEmpty(0, 4), -3, 3)));
        Consumer<Draw> cases = tensor.andThen(draw -> draw.with("number", draw.choice(-1.0, -0.5, 0.0, 0.1, 2.0)));
        table.add("eqNumber", cases, c -> c.x().eq(c.real("number")));
        table.add("neNumber", cases, c -> c.x().ne(c.real("number")));
        table.add("ltNumber", cases, c -> c.x().lt(c.real("number")));
        table.add("leNumber", cases, c -> c.x().le(c.real("number")));
        table.add("gtNumber", cases, c -> c.x().gt(c.real("number")));
        table.add("geNumber", cases, c -> c.x().ge(c.real("number")));
    }
}

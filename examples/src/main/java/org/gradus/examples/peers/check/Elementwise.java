package org.gradus.examples.peers.check;

import org.gradus.core.DType;

/** Functions of one or two numbers, element by element. */
final class Elementwise {

    private Elementwise() {}

    static void addTo(Operations table) {
        table.add("add", Draws.mostly(Draws.pair(Domain.ANY.andWild(), Domain.ANY.andWild()),
                Draws.integerPair(-99, 99)), c -> c.x().add(c.y()));
        table.add("sub", Draws.mostly(Draws.pair(Domain.ANY.andWild(), Domain.ANY.andWild()),
                Draws.integerPair(-99, 99)), c -> c.x().sub(c.y()));
        table.add("mul", Draws.mostly(Draws.pair(Domain.ANY.andWild(), Domain.ANY.andWild()),
                Draws.integerPair(-99, 99)), c -> c.x().mul(c.y()));
        // where u·y overflows and u·(y/b) does not, or the other way round, gradients differ: results alone
        table.add("div", Draws.mostly(Draws.mostly(Draws.pair(Domain.ANY, Domain.NONZERO),
                Draws.pair(Domain.ANY, Domain.ANY)),
                Draws.constants(Draws.pair(Domain.ANY.andWild(), Domain.ANY.andWild()))), c -> c.x().div(c.y()));

        Operations relative = table.judged(Closeness.RELATIVE);
        relative.add("neg", Draws.unary(Domain.ANY.andWild()), c -> c.x().neg());
        relative.add("exp", Draws.mostly(Draws.unary(Domain.ANY.andWild()), Draws.unary(Domain.WIDE)),
                c -> c.x().exp());
        relative.add("log", Draws.mostly(Draws.unary(Domain.POSITIVE), Draws.unary(Domain.ANY.andWild())),
                c -> c.x().log());
        relative.add("tanh", Draws.mostly(Draws.unary(Domain.ANY.andWild()), Draws.unary(Domain.WIDE)),
                c -> c.x().tanh());
        relative.add("sigmoid", Draws.mostly(Draws.unary(Domain.ANY.andWild()), Draws.unary(Domain.WIDE)),
                c -> c.x().sigmoid());
        relative.add("relu", Draws.unary(Domain.ANY.andWild()), c -> c.x().relu());

        table.add("cast", Elementwise::cast, c -> c.x().to(c.choice("dtype", DType.class)));
    }

    /** From every type to every type; the integers that C gives for infinities and NaN are nobody's business. */
    private static void cast(Draw draw) {
        DType to = draw.choice(DType.values());
        var shape = draw.shapeOrEmpty(0, 4);
        draw.input(switch (draw.choice(DType.FLOAT64, DType.INT64, DType.BOOL)) {
            case INT64 -> draw.integers(shape, -1000, 1000);
            case BOOL -> draw.truths(shape);
            default -> draw.numbers(shape, to == DType.INT64 ? Domain.WIDE : Domain.ANY.andWild());
        });
        draw.with("dtype", to);
    }
}

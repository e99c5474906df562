package org.gradus.examples.peers.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.Dropout;
import org.gradus.core.op.Rrelu;
import org.gradus.core.random.Rng;

/**
 * Random numbers of a seed. A case seeds a generator and draws from it several times, so that what a draw leaves behind
 * is compared too.
 */
final class RandomNumbers {

    private RandomNumbers() {}

    /** What can be drawn; the peer knows each by its name. */
    private enum Kind {
        RAND, RAND64, UNIFORM, UNIFORM64, RANDN, RANDN64, NORMAL, RANDINT, RANDPERM, BERNOULLI
    }

    static void addTo(Operations table) {
        Operations exact = table.judged(Closeness.EXACT);
        for (Kind kind : Kind.values()) {
            Operations judged = kind == Kind.RANDN64 ? table.judged(Closeness.RELATIVE) : exact;
            judged.addMany("rng." + kind.name().toLowerCase(Locale.ROOT), draws(kind), RandomNumbers::numbers);
        }
        exact.addMany("rng.mixed", draws(Kind.RAND, Kind.RAND64, Kind.RANDN, Kind.RANDINT, Kind.RANDPERM,
                Kind.BERNOULLI), RandomNumbers::numbers);
        table.add("rrelu", draw -> {
            double lower = draw.real(0, 0.5);
            draw.input(draw.numbers(draw.shape(0, 4), Domain.ANY)).with("seed", draw.bits())
                    .with("slopes", lower, lower + draw.oneOf(0, 1) / 4.0);
        }, c -> {
            double[] slopes = c.attributes().reals("slopes");
            return Rrelu.rrelu(c.x(), new Rrelu.Slopes(slopes[0], slopes[1]), new Rng(c.attributes().wide("seed")));
        });
        dropout(table, "dropout", 0, Dropout::dropout);
        dropout(table, "dropout1d", 2, Dropout::dropout1d);
        dropout(table, "dropout2d", 3, Dropout::dropout2d);
        dropout(table, "dropout3d", 4, Dropout::dropout3d);
        dropout(table, "alphaDropout", 0, Dropout::alphaDropout);
        dropout(table, "featureAlphaDropout", 2, Dropout::featureAlphaDropout);
    }

    private interface Drop {
        Tensor from(Tensor x, double p, Rng rng);
    }

    /** Of {@code p} and a {@code seed}, on inputs of a rank and of one more; of up to four more where any rank will do. */
    private static void dropout(Operations table, String name, int rank, Drop drop) {
        table.add(name, draw -> {
            draw.input(draw.numbers(draw.shape(rank, rank == 0 ? 4 : rank + 1), Domain.ANY)).with("seed", draw.bits());
            draw.with("p", draw.chance(0.2) ? draw.between(0, 1) : draw.real(0, 1));
        }, c -> drop.from(c.x(), c.real("p"), new Rng(c.attributes().wide("seed"))));
    }

    /** {@code seed}, {@code kinds} in order, and each one's size, bounds (two integers) and probability. */
    private static Consumer<Draw> draws(Kind... kinds) {
        return draw -> {
            List<String> names = new ArrayList<>();
            int[] sizes = new int[draw.between(1, 4)];
            int[] bounds = new int[2 * sizes.length];
            double[] probabilities = new double[sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                names.add(draw.choice(kinds).name());
                sizes[i] = draw.chance(0.1) ? draw.between(0, 3000) : draw.between(0, 50);
                probabilities[i] = draw.chance(0.2) ? draw.between(0, 1) : draw.real(0, 1);
                bounds[2 * i] = draw.between(-1000, 1000);
                bounds[2 * i + 1] = bounds[2 * i]
                        + (draw.chance(0.2) ? 1 << draw.between(27, 30) : draw.between(1, 99));
            }
            long seed = draw.chance(0.3) ? draw.between(-2, 2000) : draw.bits();
            draw.with("seed", seed).with("kinds", String.join(" ", names)).with("sizes", sizes).with("bounds", bounds)
                    .with("probabilities", probabilities);
        };
    }

    private static List<Tensor> numbers(Operands c) {
        var rng = new Rng(c.attributes().wide("seed"));
        String[] kinds = c.attributes().text("kinds").split(" ");
        int[] sizes = c.ints("sizes");
        int[] bounds = c.ints("bounds");
        double[] probabilities = c.attributes().reals("probabilities");
        List<Tensor> numbers = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            Kind kind = Kind.valueOf(kinds[i]);
            numbers.add(kind == Kind.BERNOULLI
                    ? truths(rng, sizes[i], probabilities[i])
                    : numbers(rng, kind, sizes[i], bounds[2 * i], bounds[2 * i + 1]));
        }
        return numbers;
    }

    private static Tensor truths(Rng rng, int size, double probability) {
        boolean[] values = new boolean[size];
        rng.bernoulli(values, probability);
        return Tensor.wrap(values, Shape.of(size));
    }

    private static Tensor numbers(Rng rng, Kind kind, int size, int low, int high) {
        Shape shape = Shape.of(size);
        return switch (kind) {
            case RAND -> Tensor.rand(rng, size);
            case RANDN -> Tensor.randn(rng, size);
            case UNIFORM, NORMAL -> {
                float[] values = new float[size];
                if (kind == Kind.UNIFORM) {
                    rng.uniform(values, low, high);
                } else {
                    rng.normal(values, low, (double) high - low);
                }
                yield Tensor.wrap(values, shape);
            }
            case RAND64, UNIFORM64 -> {
                double[] values = new double[size];
                rng.uniform(values, kind == Kind.RAND64 ? 0 : low, kind == Kind.RAND64 ? 1 : high);
                yield Tensor.wrap(values, shape);
            }
            case RANDN64 -> {
                double[] values = new double[size];
                rng.normal(values, 0, 1);
                yield Tensor.wrap(values, shape);
            }
            case RANDINT -> {
                long[] values = new long[size];
                rng.randint(values, low, high);
                yield Tensor.wrap(values, shape);
            }
            case RANDPERM -> Tensor.wrap(Arrays.stream(rng.randperm(size)).asLongStream().toArray(), shape);
            case BERNOULLI -> throw new AssertionError(kind);
        };
    }
}

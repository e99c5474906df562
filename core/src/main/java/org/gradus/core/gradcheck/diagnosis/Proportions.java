package org.gradus.core.gradcheck.diagnosis;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.Part;
import org.gradus.core.gradcheck.diagnosis.Symptom.Kind;

/** Gradients that are a constant times what they should be, zero and nearly one among the constants. */
final class Proportions {

    /** Derivatives below so much of the largest tell no ratio. */
    private static final double TELLING = 1e-3;

    /** A factor so near to a whole number, or to one over it, is that. */
    private static final double SAME = 1e-6;

    /** Errors below so much of the largest derivative are rounding, if not float64's. */
    private static final double ROUNDING = 1e-4;

    private Proportions() {}

    static Optional<Symptom> rounded(Block block) {
        boolean large = block.any((row, column) -> block.isWrong(row, column)
                && !(Math.abs(block.error(row, column)) <= ROUNDING * block.scale()));
        return large
                ? Optional.empty()
                : Optional.of(new Symptom(Kind.ROUNDED, Symptoms.name(block)
                        + " is right to a few digits only; is a float32 or a coarse approximation on the way?"));
    }

    static Optional<Symptom> missing(Block block) {
        return block.any((row, column) -> block.analytic(row, column) != 0)
                ? Optional.empty()
                : Optional.of(new Symptom(Kind.MISSING, Symptoms.name(block)
                        + " is zero everywhere; does a vjp leave an argument out, or was a value detached on the way?"));
    }

    static Optional<Symptom> ratio(Block block) {
        double[] ratios = IntStream.range(0, block.rows() * block.columns())
                .filter(i -> isTelling(block, i / block.columns(), i % block.columns()))
                .mapToDouble(i -> block.analytic(i / block.columns(), i % block.columns())
                        / block.numeric(i / block.columns(), i % block.columns()))
                .sorted().toArray();
        if (ratios.length == 0) {
            return Optional.empty();
        }
        double ratio = ratios[ratios.length / 2];
        boolean constant = !block.any((row, column) -> !block.isLike(block.analytic(row, column) / ratio, row, column));
        Optional<String> known = words(block, ratio);
        return constant && ratio != 0 && (ratios.length > 1 || known.isPresent())
                ? Optional.of(new Symptom(is(ratio, -1) ? Kind.SIGN : Kind.RATIO, Symptoms.name(block) + " is "
                        + known.orElse("%.6g times what it should be, everywhere".formatted(ratio))))
                : Optional.empty();
    }

    private static boolean isTelling(Block block, int row, int column) {
        return block.isKnown(row, column) && Math.abs(block.numeric(row, column)) > TELLING * block.scale();
    }

    private static Optional<String> words(Block block, double ratio) {
        if (is(ratio, -1)) {
            return Optional.of("−1 times what it should be: the sign is wrong");
        }
        Optional<String> size = Stream.of(block.input(), block.output()).flatMap(part -> sizes(part, ratio))
                .findFirst();
        if (size.isPresent()) {
            return size;
        }
        return is(ratio, 2)
                ? Optional.of("twice what it should be: a term counted twice, or a factor of 2 too many")
                : is(ratio, 0.5)
                        ? Optional.of("half of what it should be: a factor of 2 is missing")
                        : Optional.empty();
    }

    /** Sizes that explain a ratio, that of one dimension or of them all; 2 has more common causes. */
    private static Stream<String> sizes(Part part, double ratio) {
        Stream<String> whole = part.shape().rank() > 1
                ? size(part.shape().numel(), "the number of elements of " + part.name(), ratio)
                : Stream.empty();
        return Stream.concat(IntStream.range(0, part.shape().rank()).boxed().flatMap(
                dim -> size(part.shape().size(dim), "the size of dimension " + dim + " of " + part.name(), ratio)),
                whole);
    }

    private static Stream<String> size(int size, String what, double ratio) {
        if (size > 2 && is(ratio, size)) {
            return Stream.of("%d times what it should be, %s: a sum where a mean belongs".formatted(size, what));
        }
        return size > 2 && is(ratio * size, 1)
                ? Stream.of("1/%d of what it should be, %d being %s: a mean where a sum belongs".formatted(size, size,
                        what))
                : Stream.empty();
    }

    private static boolean is(double ratio, double value) {
        return Math.abs(ratio - value) <= SAME * Math.abs(value);
    }
}

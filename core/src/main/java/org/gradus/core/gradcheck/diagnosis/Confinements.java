package org.gradus.core.gradcheck.diagnosis;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.Part;
import org.gradus.core.gradcheck.diagnosis.Symptom.Kind;

/** Gradients that are wrong at one index of a dimension alone, as at the border of an image. */
final class Confinements {

    private Confinements() {}

    static Optional<Symptom> of(Block block) {
        IntUnaryOperator byColumn = column -> IntStream.range(0, block.rows())
                .filter(row -> block.isWrong(row, column)).findFirst().orElse(-1);
        IntUnaryOperator byRow = row -> IntStream.range(0, block.columns())
                .filter(column -> block.isWrong(row, column)).findFirst().orElse(-1);
        return Stream.of(confined(block.input(), byColumn), confined(block.output(), byRow))
                .flatMap(Optional::stream).findFirst()
                .map(where -> new Symptom(Kind.CONFINED, Symptoms.name(block) + " is wrong " + where + " alone"));
    }

    /** @param wrong −1 for an element of the part without any wrong derivative */
    private static Optional<String> confined(Part part, IntUnaryOperator wrong) {
        Coordinates coordinates = new Coordinates(part.shape());
        int[] elements = IntStream.range(0, part.shape().numel()).filter(each -> wrong.applyAsInt(each) >= 0)
                .toArray();
        return Symptoms.dims(coordinates).map(dim -> {
            int[] indices = IntStream.of(elements).map(each -> coordinates.index(each, dim)).distinct().toArray();
            return indices.length == 1 ? at(indices[0], coordinates.size(dim), dim, part.name()) : null;
        }).flatMap(Stream::ofNullable).reduce((first, second) -> first + " and " + second);
    }

    private static String at(int index, int size, int dim, String name) {
        String which = index == 0 ? "the first index" : index == size - 1 ? "the last index" : "index " + index;
        return "at %s of dimension %d of %s".formatted(which, dim, name);
    }
}

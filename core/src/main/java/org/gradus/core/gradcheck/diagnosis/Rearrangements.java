package org.gradus.core.gradcheck.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.diagnosis.Symptom.Kind;

/** Gradients that hold the right numbers in the wrong places. */
final class Rearrangements {

    private Rearrangements() {}

    static Optional<Symptom> transposed(Block block) {
        Coordinates columns = new Coordinates(block.input().shape());
        Coordinates rows = new Coordinates(block.output().shape());
        Stream<String> ofInput = pairs(columns)
                .filter(pair -> block.isLikeWithColumns(column -> columns.exchanged(column, pair[0], pair[1])))
                .map(pair -> exchanged(pair, block.input().name()));
        Stream<String> ofOutput = pairs(rows)
                .filter(pair -> block.isLikeWithRows(row -> rows.exchanged(row, pair[0], pair[1])))
                .map(pair -> exchanged(pair, block.output().name()));
        return Stream.concat(ofInput, ofOutput).findFirst()
                .map(words -> new Symptom(Kind.TRANSPOSED, Symptoms.name(block) + words));
    }

    private static Stream<int[]> pairs(Coordinates coordinates) {
        return Symptoms.dims(coordinates).flatMap(first -> Symptoms.dims(coordinates)
                .filter(second -> second > first && coordinates.size(first) == coordinates.size(second))
                .map(second -> new int[]{first, second}));
    }

    private static String exchanged(int[] pair, String of) {
        return " is right with dimensions %d and %d of %s exchanged: a transposition is missing or too many"
                .formatted(pair[0], pair[1], of);
    }

    /** One dimension, or all from one on, as of a convolution's kernel. */
    static Optional<Symptom> reversed(Block block) {
        Coordinates columns = new Coordinates(block.input().shape());
        return Symptoms.dims(columns)
                .flatMap(dim -> Stream.of(List.of(dim), Symptoms.dims(columns).filter(other -> other >= dim).toList()))
                .filter(dims -> block.isLikeWithColumns(column -> reversed(columns, column, dims))).findFirst()
                .map(dims -> new Symptom(Kind.REVERSED, Symptoms.name(block)
                        + " is right with %s of %s running backwards: a flip is missing or too many".formatted(
                                dims.size() == 1 ? "dimension " + dims.get(0) : "dimensions " + dims,
                                block.input().name())));
    }

    private static int reversed(Coordinates columns, int column, List<Integer> dims) {
        int reversed = column;
        for (int dim : dims) {
            reversed = columns.reversed(reversed, dim);
        }
        return reversed;
    }

    static Optional<Symptom> shifted(Block block) {
        Coordinates columns = new Coordinates(block.input().shape());
        return Symptoms.dims(columns).flatMap(dim -> Stream.of(1, -1)
                .filter(step -> block.isLikeWithColumns(column -> columns.shifted(column, dim, step)))
                .map(step -> new Symptom(Kind.SHIFTED, Symptoms.name(block)
                        + " stands one too %s along dimension %d of %s: an index or a padding is off by one".formatted(
                                step > 0 ? "far" : "near", dim, block.input().name()))))
                .findFirst();
    }
}

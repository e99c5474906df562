package org.gradus.core.gradcheck.diagnosis;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.DenseJacobian;
import org.gradus.core.gradcheck.Part;

/** Finds plain patterns in the errors of a Jacobian: for each output by each input the first that explains them all. */
public final class Symptoms {

    private static final List<Function<Block, Optional<Symptom>>> KNOWN = List.of(Proportions::rounded,
            Proportions::missing, Proportions::ratio, Rearrangements::transposed, Rearrangements::reversed,
            Rearrangements::shifted, CommonTerms::of, Confinements::of);

    private Symptoms() {}

    /** The patterns found, none where an output by an input is right or its errors follow no known pattern. */
    public static ImmutableList<Symptom> of(DenseJacobian jacobian) {
        var symptoms = ImmutableList.<Symptom>builder();
        int row = 0;
        for (Part output : jacobian.outputs()) {
            int column = 0;
            for (Part input : jacobian.inputs()) {
                Block block = new Block(jacobian, output, input, row, column);
                if (block.isWrong()) {
                    first(block).ifPresent(symptoms::add);
                }
                column += block.columns();
            }
            row += output.shape().numel();
        }
        return symptoms.build();
    }

    private static Optional<Symptom> first(Block block) {
        return KNOWN.stream().map(known -> known.apply(block)).flatMap(Optional::stream).findFirst();
    }

    /** {@code ∂ output 0 / ∂ input 1}. */
    static String name(Block block) {
        return "∂ " + block.output().name() + " / ∂ " + block.input().name();
    }

    /** The dimensions of what a block is about, for patterns that lie along one. */
    static Stream<Integer> dims(Coordinates coordinates) {
        return Stream.iterate(0, dim -> dim < coordinates.rank(), dim -> dim + 1)
                .filter(dim -> coordinates.size(dim) > 1);
    }
}

package org.gradus.core.gradcheck.diagnosis;

import java.util.Optional;
import org.gradus.core.gradcheck.diagnosis.Symptom.Kind;

/** Gradients that differ from what they should be by the same amount all along a dimension. */
final class CommonTerms {

    private CommonTerms() {}

    static Optional<Symptom> of(Block block) {
        Coordinates columns = new Coordinates(block.input().shape());
        return Symptoms.dims(columns)
                .filter(dim -> !block.any((row, column) -> isOther(block, row, column, columns.with(column, dim, 0))))
                .findFirst().map(dim -> new Symptom(Kind.COMMON_TERM, Symptoms.name(block)
                        + " is off by the same amount along dimension %d of %s: a sum or a mean over it is missing or too many"
                                .formatted(dim, block.input().name())));
    }

    private static boolean isOther(Block block, int row, int column, int first) {
        return block.isKnown(row, first)
                && !block.isLike(block.analytic(row, column) - block.error(row, first), row, column);
    }
}

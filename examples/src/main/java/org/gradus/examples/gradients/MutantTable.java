package org.gradus.examples.gradients;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.trial.FaultKind;
import org.gradus.core.gradcheck.trial.Mutant;
import org.gradus.core.gradcheck.trial.Mutants;
import org.gradus.core.gradcheck.trial.Score;
import org.gradus.core.gradcheck.trial.Trial;
import org.gradus.examples.console.TextTable;

/** Which faults in backward rules the checker finds, by kind, and which of them PyTorch's rule finds. */
final class MutantTable {

    private final Map<FaultKind, Score> scores = new EnumMap<>(FaultKind.class);
    private final List<Mutant> survivors = new ArrayList<>();

    private MutantTable() {}

    /**
     * Tries mutants out and prints what became of them.
     *
     * @param count how many, or 0 for all that there are
     * @return whether the checker found each one that changes a gradient
     */
    static boolean print(PrintWriter console, int count, long seed) {
        Stream<Mutant> mutants = count == 0 ? Mutants.all(seed) : Mutants.sample(count, seed).stream();
        var table = new MutantTable();
        mutants.parallel().map(Mutant::tryOut).forEachOrdered(table::add);
        console.println(table);
        return table.survivors.isEmpty();
    }

    private void add(Trial trial) {
        scores.merge(trial.mutant().kind(), Score.NONE.and(trial), Score::and);
        if (trial.fate() == Trial.Fate.SURVIVED) {
            survivors.add(trial.mutant());
        }
    }

    @Override
    public String toString() {
        var table = new TextTable(1, "fault in a backward rule", "mutants", "found", "", "by PyTorch's rule", "");
        scores.forEach((kind, score) -> row(table, kind.toString(), score));
        Score all = scores.values().stream().reduce(Score.NONE, Score::and);
        row(table, "all", all);
        var text = new StringBuilder(table.toString())
                .append("%n%nNot counted: %,d that change no gradient and %,d that the engine refuses.".formatted(
                        all.equivalent(), all.refused()));
        survivors.forEach(mutant -> text.append("%nsurvived: %s: %s".formatted(mutant.kind(), mutant)));
        return text.toString();
    }

    private static void row(TextTable table, String name, Score score) {
        table.row(name, "%,d".formatted(score.counted()), "%,d".formatted(score.found()),
                percent(score.found(), score), "%,d".formatted(score.foundByFixedStep()),
                percent(score.foundByFixedStep(), score));
    }

    /** Rounded down, so that 100 % are all. */
    private static String percent(int part, Score score) {
        return score.counted() == 0 ? "" : "%.1f %%".formatted(Math.floor(1000.0 * part / score.counted()) / 10);
    }
}

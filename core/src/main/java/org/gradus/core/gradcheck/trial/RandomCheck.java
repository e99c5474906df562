package org.gradus.core.gradcheck.trial;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.gradcheck.table.OpTable;
import org.gradus.core.random.Rng;

/**
 * A check of gradients that are right, drawn by lot: whatever it finds wrong is a false alarm.
 *
 * @param row a row of the op table
 * @param size one of those that the row can be tried at
 * @param seed of the inputs and of the check
 */
public record RandomCheck(OpRow row, int size, long seed) {

    /** Full Jacobians of larger inputs find nothing that those of this size do not. */
    private static final int LARGEST = 6;

    /** So many of them; the same for the same seed. */
    public static Stream<RandomCheck> draw(int count, long seed) {
        var rng = new Rng(seed);
        List<OpRow> rows = OpTable.rows();
        return Stream.generate(() -> {
            OpRow row = rows.get(uniform(rng, 0, rows.size()));
            int smallest = row.sizes().stream().min().orElseThrow();
            int largest = row.sizes().stream().filter(size -> size <= LARGEST).max().orElseThrow();
            return new RandomCheck(row, uniform(rng, smallest, largest + 1), rng.nextSeed());
        }).limit(count).toList().stream();
    }

    private static int uniform(Rng rng, int low, int high) {
        long[] drawn = new long[1];
        rng.randint(drawn, low, high);
        return (int) drawn[0];
    }

    /** Does it. */
    public GradCheckReport run() {
        return GradCheck.check(inputs -> List.of(row.function().apply(inputs)), row.draw(seed, size),
                row.options().withSeed(seed));
    }

    @Override
    public String toString() {
        return "'%s' for n = %s and seed %s".formatted(row, size, seed);
    }
}

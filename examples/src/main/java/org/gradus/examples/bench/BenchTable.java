package org.gradus.examples.bench;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.gradus.examples.console.TextTable;

/** The measured rows as a table, and how many reach their goals. */
final class BenchTable {

    private final ImmutableList<Row> rows;
    private final boolean peers;
    private final double ceiling;

    BenchTable(ImmutableList<Row> rows, boolean peers) {
        this.rows = rows;
        this.peers = peers;
        ceiling = rows.stream().filter(row -> row.work().group().equals("ceiling")).mapToDouble(Row::rate).findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        var table = peers
                ? new TextTable(2, "group", "work", "Gradus", "±", "speed", "PyTorch", "±", "layout", "ratio", "goal",
                        "")
                : new TextTable(2, "group", "work", "Gradus", "±", "speed");
        rows.forEach(row -> table.row(cells(row)));
        parts.add(table.toString());
        if (peers) {
            long compared = rows.stream().filter(row -> !Double.isNaN(row.ratio())).count();
            long reached = rows.stream().filter(row -> !Double.isNaN(row.ratio()) && row.isReached(ceiling)).count();
            long ahead = rows.stream().filter(row -> row.ratio() >= 1).count();
            parts.add("%nOf %d compared, Gradus is ahead in %d; %d reach their goals.".formatted(compared, ahead,
                    reached));
        }
        return String.join(System.lineSeparator(), parts);
    }

    private Object[] cells(Row row) {
        Work work = row.work();
        Sample gradus = row.sample(Side.GRADUS);
        Object[] own = {work.group(), work.name(), Figures.seconds(gradus.median()), Figures.percent(gradus.spread()),
                row.rateInWords(ceiling)};
        if (!peers) {
            return own;
        }
        Sample torch = row.sample(row.best());
        boolean compared = !torch.isEmpty();
        Object[] both = new Object[own.length + 6];
        System.arraycopy(own, 0, both, 0, own.length);
        int at = own.length;
        both[at++] = Figures.seconds(torch.median());
        both[at++] = compared ? Figures.percent(torch.spread()) : "";
        both[at++] = work.images() ? row.best().layout() : "";
        both[at++] = compared ? Figures.ratio(row.ratio()) : "";
        both[at++] = compared ? work.goal() : "";
        both[at] = !compared ? "" : row.isReached(ceiling) ? "✓" : "missed";
        return both;
    }
}

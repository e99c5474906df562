package org.gradus.examples.console;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of text with a header, as wide as its cells need. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int leftColumns;

    /**
     * A table of these columns, numbers to be aligned at the right.
     *
     * @param leftColumns how many of the first columns hold words and are aligned at the left
     */
    public TextTable(int leftColumns, String... header) {
        this.leftColumns = leftColumns;
        rows.add(List.of(header));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not one cell a column
     */
    public TextTable row(Object... cells) {
        checkArgument(cells.length == rows.getFirst().size(), "[table] a row needs %s cells, but %s came",
                rows.getFirst().size(), cells.length);
        rows.add(IntStream.range(0, cells.length).mapToObj(i -> String.valueOf(cells[i])).toList());
        return this;
    }

    /** The header, a rule and the rows, a line each, without a line break at the end. */
    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        List<String> lines = rows.stream().map(row -> line(row, widths))
                .collect(Collectors.toCollection(ArrayList::new));
        lines.add(1, IntStream.of(widths).mapToObj("─"::repeat).collect(Collectors.joining(GAP)));
        return String.join(System.lineSeparator(), lines);
    }

    private String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(c -> c < leftColumns
                        ? Strings.padEnd(row.get(c), widths[c], ' ')
                        : Strings.padStart(row.get(c), widths[c], ' '))
                .collect(Collectors.joining(GAP)).stripTrailing();
    }
}

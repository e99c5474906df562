package org.gradus.models;

import static org.gradus.models.SummaryCells.grouped;

import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.models.ModelSummary.Row;

/** Prints a summary with torchinfo's lines, widths and units. */
final class SummaryTable {

    private static final int NAME_WIDTH = 40;
    private static final int COLUMN_WIDTH = 25;
    private static final int INDENT = 5;

    private final ModelSummary summary;
    private final SummaryOptions options;
    private final SummaryCells cells;
    private final List<Row> rows;
    private final List<String> names = new ArrayList<>();
    private final int nameWidth;

    SummaryTable(ModelSummary summary, SummaryOptions options) {
        this.summary = summary;
        this.options = options;
        rows = summary.rows();
        cells = new SummaryCells(summary.parameters().all());
        Map<Integer, Integer> counts = new HashMap<>();
        for (Row row : rows) {
            names.add(name(row, counts.merge(row.depth(), 1, Integer::sum)));
        }
        nameWidth = nameWidth();
    }

    private String name(Row row, int index) {
        String variable = row.name().substring(row.name().lastIndexOf('.') + 1);
        return row.type() + (options.varNames() && !variable.isEmpty() ? " (" + variable + ")" : "")
                + (row.depth() > 0 ? ": " + row.depth() + "-" + index : "");
    }

    /** At least 40, and a multiple of the indentation. */
    private int nameWidth() {
        int longest = 0;
        for (int i = 0; i < rows.size(); i++) {
            longest = Math.max(longest, names.get(i).length() + INDENT * rows.get(i).depth() + 1);
        }
        return longest < NAME_WIDTH ? NAME_WIDTH : (longest + INDENT - 1) / INDENT * INDENT;
    }

    @Override
    public String toString() {
        String divider = "=".repeat(nameWidth + COLUMN_WIDTH * options.columns().size()) + "\n";
        StringBuilder table = new StringBuilder(divider);
        table.append(line(options.varNames() ? "Layer (type (var_name):depth-idx)" : "Layer (type:depth-idx)",
                options.columns().stream().map(SummaryColumn::title).toList())).append(divider);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).depth() <= options.depth()) {
                List<Row> within = within(i);
                table.append(line(branches(i) + names.get(i),
                        options.columns().stream().map(column -> cells.cell(column, within)).toList()));
            }
        }
        return table.append(divider).append(totals(divider)).append(divider).toString();
    }

    private String line(String name, List<String> columns) {
        StringBuilder line = new StringBuilder(Strings.padEnd(name, nameWidth, ' '));
        columns.forEach(cell -> line.append(' ').append(Strings.padEnd(cell, COLUMN_WIDTH, ' ')));
        return line.toString().stripTrailing() + "\n";
    }

    /** A row with those below it if they are not shown. */
    private List<Row> within(int i) {
        int depth = rows.get(i).depth();
        int end = i + 1;
        while (depth == options.depth() && end < rows.size() && rows.get(end).depth() > depth) {
            end++;
        }
        return rows.subList(i, end);
    }

    private String branches(int i) {
        int depth = rows.get(i).depth();
        StringBuilder branches = new StringBuilder();
        for (int level = 1; level < depth; level++) {
            branches.append(goesOn(i, level) ? "│    " : "     ");
        }
        return depth == 0 ? "" : branches + (goesOn(i, depth) ? "├─" : "└─");
    }

    /** Whether the branch of a level has further rows below this one. */
    private boolean goesOn(int i, int level) {
        int next = i + 1;
        while (next < rows.size() && rows.get(next).depth() > level) {
            next++;
        }
        return next < rows.size() && rows.get(next).depth() == level;
    }

    private String totals(String divider) {
        ParameterCount parameters = summary.parameters();
        long input = summary.inputBytes();
        long pass = summary.passBytes();
        return "Total params: " + grouped(parameters.all())
                + "\nTrainable params: " + grouped(parameters.trainable())
                + "\nNon-trainable params: " + grouped(parameters.all() - parameters.trainable())
                + "\nTotal mult-adds " + multAdds() + "\n" + divider
                + "Input size (MB): " + megabytes(input)
                + "\nForward/backward pass size (MB): " + megabytes(pass)
                + "\nParams size (MB): " + megabytes(parameters.bytes())
                + "\nEstimated Total Size (MB): " + megabytes(input + pass + parameters.bytes()) + "\n";
    }

    private String multAdds() {
        long number = summary.multAdds();
        return number >= 1e12
                ? in("T", number / 1e12)
                : number >= 1e9 ? in("G", number / 1e9) : in("M", number / 1e6);
    }

    private static String in(String unit, double number) {
        return String.format(Locale.ROOT, "(%s): %,.2f", unit, number);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.2f", bytes / 1e6);
    }
}

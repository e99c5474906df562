package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The labels in a column.
 *
 * @param classes the names of the classes, in the order of their numbers
 * @param numbers the number of every row's class
 */
record CsvLabels(ImmutableList<String> classes, long[] numbers) {

    /** A whole number that stands for its class itself; no set has classes beyond. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,4}");

    /**
     * Numbers the labels: by the names given; or else whole numbers stand for themselves, and names are sorted.
     *
     * @throws IOException if a label is missing, or none of the names given
     */
    static CsvLabels of(CsvTable table, int column, ImmutableList<String> given) throws IOException {
        for (CsvTable.Row row : table.rows()) {
            if (row.cells().get(column).isEmpty()) {
                throw table.wrong(row, column, "expected a label, found nothing; fill it in or leave out the row");
            }
        }
        ImmutableList<String> classes = given.isEmpty() ? found(table, column) : given;
        var byName = ImmutableMap.<String, Integer>builder();
        for (int i = 0; i < classes.size(); i++) {
            byName.put(classes.get(i), i);
        }
        ImmutableMap<String, Integer> numbers = byName.buildOrThrow();
        long[] labels = new long[table.rows().size()];
        for (int i = 0; i < labels.length; i++) {
            CsvTable.Row row = table.rows().get(i);
            String label = row.cells().get(column);
            Integer number = numbers.get(label);
            if (number == null) {
                throw table.wrong(row, column, "expected one of %s, found \"%s\"".formatted(classes, label));
            }
            labels[i] = number;
        }
        return new CsvLabels(classes, labels);
    }

    private static ImmutableList<String> found(CsvTable table, int column) {
        var labels = table.rows().stream().map(row -> row.cells().get(column)).distinct().sorted()
                .collect(ImmutableList.toImmutableList());
        if (!labels.stream().allMatch(label -> NUMBER.matcher(label).matches())) {
            return labels;
        }
        int largest = labels.stream().mapToInt(Integer::parseInt).max().orElseThrow();
        return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).collect(ImmutableList.toImmutableList());
    }
}

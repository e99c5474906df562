package org.gradus.models.datasets;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/**
 * Which columns of a CSV file are inputs and which are answers. Columns are called by their names in the first line, or by
 * their numbers from 0.
 *
 * @param inputs the columns that become inputs, in this order; none: all that are not targets
 * @param targets the column of labels, or the columns of numbers to be predicted
 * @param classification whether the target is a label, INT64, and not numbers, FLOAT32
 * @param classes the names of the labels in order; none: found in the file
 * @param header what the first line holds
 * @param delimiter what stands between two cells
 */
public record CsvOptions(ImmutableList<CsvColumn> inputs, ImmutableList<CsvColumn> targets, boolean classification,
        ImmutableList<String> classes, CsvHeader header, char delimiter) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is no target, or more than one label, a column is both input and target
     *         or comes twice, classes repeat, or the delimiter is a quote or a line's end
     */
    public CsvOptions {
        checkArgument(!targets.isEmpty() && (!classification || targets.size() == 1),
                "[csv] a label is one column and targets are at least one, but %s came", targets);
        var all = ImmutableList.<CsvColumn>builder().addAll(inputs).addAll(targets).build();
        checkArgument(all.stream().distinct().count() == all.size(),
                "[csv] a column can be input or target, once, but inputs are %s and targets %s", inputs, targets);
        checkArgument(classes.stream().distinct().count() == classes.size(),
                "[csv] classes must differ from one another, but are %s", classes);
        checkArgument(classification || classes.isEmpty(), "[csv] only labels have classes, but %s came with targets",
                classes);
        checkArgument("\"\r\n".indexOf(delimiter) < 0, "[csv] the delimiter cannot be a quote or a line's end");
    }

    /** A column of labels, all others inputs, names in the first line, commas. */
    public static CsvOptions label(String column) {
        return label(new CsvColumn.Named(column));
    }

    /** As {@link #label(String)}, by the column's number from 0. @throws IllegalArgumentException if it is negative */
    public static CsvOptions label(int column) {
        return label(new CsvColumn.Numbered(column));
    }

    private static CsvOptions label(CsvColumn column) {
        return new CsvOptions(ImmutableList.of(), ImmutableList.of(column), true, ImmutableList.of(), CsvHeader.NAMES,
                ',');
    }

    /** Columns of numbers to be predicted, all others inputs, names in the first line, commas. */
    public static CsvOptions regression(String... targets) {
        return regression(named(targets));
    }

    /** As {@link #regression(String...)}, by the columns' numbers from 0. */
    public static CsvOptions regression(int... targets) {
        return regression(numbered(targets));
    }

    private static CsvOptions regression(ImmutableList<CsvColumn> targets) {
        return new CsvOptions(ImmutableList.of(), targets, false, ImmutableList.of(), CsvHeader.NAMES,
                ',');
    }

    /** These options with these inputs alone. */
    public CsvOptions withInputs(String... columns) {
        return withInputs(named(columns));
    }

    /** These options with these inputs alone, by their numbers from 0. */
    public CsvOptions withInputs(int... columns) {
        return withInputs(numbered(columns));
    }

    private CsvOptions withInputs(ImmutableList<CsvColumn> columns) {
        return new CsvOptions(columns, targets, classification, classes, header, delimiter);
    }

    /** These options with the names of the labels, so that two files number them alike. */
    public CsvOptions withClasses(ImmutableList<String> value) {
        return new CsvOptions(inputs, targets, classification, value, header, delimiter);
    }

    /** These options with or without names in the first line. */
    public CsvOptions withHeader(boolean value) {
        return withHeader(value ? CsvHeader.NAMES : CsvHeader.NONE);
    }

    /** These options with another first line; {@link CsvHeader#DETECTED} has the file tell. */
    public CsvOptions withHeader(CsvHeader value) {
        return new CsvOptions(inputs, targets, classification, classes, value, delimiter);
    }

    /** These options with another delimiter, such as {@code ';'} or {@code '\t'}. */
    public CsvOptions withDelimiter(char value) {
        return new CsvOptions(inputs, targets, classification, classes, header, value);
    }

    private static ImmutableList<CsvColumn> named(String... columns) {
        return Arrays.stream(columns).map(CsvColumn.Named::new).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<CsvColumn> numbered(int... columns) {
        return Arrays.stream(columns).mapToObj(CsvColumn.Numbered::new).collect(ImmutableList.toImmutableList());
    }
}

package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a CSV file, as text without surrounding spaces.
 *
 * @param file where they are from
 * @param names the columns' names, or their numbers where the file has none
 * @param rows the lines that hold samples
 */
record CsvTable(Path file, ImmutableList<String> names, ImmutableList<Row> rows) {

    private static final int BYTE_ORDER_MARK = '\uFEFF';

    /** @param line the number of the line in which the row ends, from 1 */
    record Row(long line, ImmutableList<String> cells) {}

    /** Reads a file in UTF-8. @throws IOException if it cannot be read, has no rows, or rows differ in length */
    static CsvTable read(Path file, CsvHeader header, char delimiter) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreSurroundingSpaces(true).get();
        List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            skipMark(reader);
            CSVParser parser = format.parse(reader);
            Iterator<CSVRecord> records = parser.iterator();
            try {
                while (records.hasNext()) {
                    rows.add(new Row(parser.getCurrentLineNumber(), ImmutableList.copyOf(records.next())));
                    checkLength(file, rows);
                }
            } catch (UncheckedIOException e) {
                throw new IOException("[csv] %s, after line %d: %s".formatted(file, parser.getCurrentLineNumber(),
                        e.getCause().getMessage()), e.getCause());
            }
        } catch (CharacterCodingException e) {
            throw new IOException(
                    "[csv] %s: expected text in UTF-8, found other bytes; convert the file".formatted(file),
                    e);
        }
        return of(file, switch (header) {
            case NAMES -> true;
            case NONE -> false;
            case DETECTED -> hasNames(rows);
        }, rows);
    }

    /** Whether a column has numbers below something in the first line that is none. */
    private static boolean hasNames(List<Row> rows) {
        return rows.size() > 1 && IntStream.range(0, rows.getFirst().cells.size())
                .anyMatch(column -> parsed(rows.getFirst().cells.get(column)) == null
                        && rows.stream().skip(1).allMatch(row -> parsed(row.cells.get(column)) != null));
    }

    private static void skipMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    private static void checkLength(Path file, List<Row> rows) throws IOException {
        int expected = rows.getFirst().cells.size();
        Row last = rows.getLast();
        if (last.cells.size() != expected) {
            throw new IOException("[csv] %s, line %d: expected %d cells as in line %d, found %d".formatted(file,
                    last.line, expected, rows.getFirst().line, last.cells.size()));
        }
    }

    private static CsvTable of(Path file, boolean header, List<Row> rows) throws IOException {
        if (rows.size() <= (header ? 1 : 0)) {
            throw new IOException("[csv] %s: expected %sat least one row, found %d lines".formatted(file,
                    header ? "a line of names and " : "", rows.size()));
        }
        if (header) {
            return new CsvTable(file, rows.getFirst().cells, ImmutableList.copyOf(rows.subList(1, rows.size())));
        }
        var numbers = ImmutableList.<String>builder();
        for (int i = 0; i < rows.getFirst().cells.size(); i++) {
            numbers.add(Integer.toString(i));
        }
        return new CsvTable(file, numbers.build(), ImmutableList.copyOf(rows));
    }

    /** The place of a column. @throws IOException if the file has none such, or two */
    int index(CsvColumn column) throws IOException {
        return switch (column) {
            case CsvColumn.Numbered(int number) when number < names.size() -> number;
            case CsvColumn.Named(String name) when names.contains(name) && names.indexOf(name) == names
                    .lastIndexOf(name) ->
                names.indexOf(name);
            default -> throw new IOException("[csv] %s: expected one column %s, found the columns %s".formatted(file,
                    column, names));
        };
    }

    /** A number. @throws IOException if the cell holds none that float32 can hold, naming line and column */
    float number(Row row, int column) throws IOException {
        String cell = row.cells.get(column);
        Float value = parsed(cell);
        if (value == null) {
            throw wrong(row, column,
                    cell.isEmpty()
                            ? "expected a number, found nothing; fill it in or leave out the row"
                            : "expected a number, found \"%s\"".formatted(cell));
        }
        if (value.isInfinite()) {
            throw wrong(row, column, "expected a number of float32, found %s, which is too large".formatted(cell));
        }
        return value;
    }

    /** Java's own numbers without what only Java knows: NaN, hexadecimal ones, and those marked float or double. */
    private static @Nullable Float parsed(String cell) {
        if (cell.isEmpty() || !"0123456789.".contains(cell.substring(cell.length() - 1)) || cell.indexOf('x') >= 0
                || cell.indexOf('X') >= 0) {
            return null;
        }
        try {
            return Float.valueOf(cell);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What is wrong with a cell. */
    IOException wrong(Row row, int column, String what) {
        return new IOException("[csv] %s, line %d, column %s: %s".formatted(file, row.line, names.get(column), what));
    }
}

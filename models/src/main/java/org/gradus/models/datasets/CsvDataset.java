package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.Dataset;
import org.gradus.core.data.Sample;
import org.gradus.core.data.TensorDataset;

/**
 * The rows of a CSV file, all in memory: inputs FLOAT32 [C], and as target the INT64 number of a class or, to be predicted
 * as they are, T numbers FLOAT32 [T].
 *
 * {@snippet :
 * CsvDataset train = CsvDataset.read(Path.of("iris.csv"), CsvOptions.label("species"));
 * CsvDataset test = CsvDataset.read(Path.of("new.csv"), CsvOptions.label("species").withClasses(train.classes()));
 * }
 *
 * <p>
 * The format is RFC 4180's in UTF-8: cells in quotes may hold delimiters, line ends and doubled quotes. Empty lines are
 * skipped. Labels that are all whole numbers below 100,000 are the classes' numbers; other labels are names, which are numbered
 * in sorted order.
 */
public final class CsvDataset implements Dataset {

    private final ImmutableList<String> inputNames;
    private final ImmutableList<String> targetNames;
    private final ImmutableList<String> classes;
    private final TensorDataset samples;

    private CsvDataset(ImmutableList<String> inputNames, ImmutableList<String> targetNames,
            ImmutableList<String> classes, TensorDataset samples) {
        this.inputNames = inputNames;
        this.targetNames = targetNames;
        this.classes = classes;
        this.samples = samples;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, has no rows, lacks a column, or a cell is missing or no number, naming line
     *         and column
     */
    public static CsvDataset read(Path file, CsvOptions options) throws IOException {
        CsvTable table = CsvTable.read(file, options.header(), options.delimiter());
        int[] targets = indices(table, options.targets());
        int[] inputs = options.inputs().isEmpty() ? others(table, targets) : indices(table, options.inputs());
        for (int input : inputs) {
            if (Ints.contains(targets, input)) {
                throw new IOException("[csv] %s: expected different inputs and targets, found column %s as both"
                        .formatted(file, table.names().get(input)));
            }
        }
        Tensor numbers = numbers(table, inputs);
        if (!options.classification()) {
            return new CsvDataset(names(table, inputs), names(table, targets), ImmutableList.of(),
                    new TensorDataset(numbers, numbers(table, targets)));
        }
        CsvLabels labels = CsvLabels.of(table, targets[0], options.classes());
        return new CsvDataset(names(table, inputs), names(table, targets), labels.classes(),
                new TensorDataset(numbers, Tensor.of(labels.numbers())));
    }

    private static int[] indices(CsvTable table, ImmutableList<CsvColumn> columns) throws IOException {
        int[] indices = new int[columns.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = table.index(columns.get(i));
        }
        return indices;
    }

    private static int[] others(CsvTable table, int[] targets) throws IOException {
        int[] others = IntStream.range(0, table.names().size()).filter(column -> !Ints.contains(targets, column))
                .toArray();
        if (others.length == 0) {
            throw new IOException("[csv] %s: expected inputs beside the targets, found the columns %s alone".formatted(
                    table.file(), table.names()));
        }
        return others;
    }

    private static ImmutableList<String> names(CsvTable table, int[] columns) {
        return Arrays.stream(columns).mapToObj(table.names()::get).collect(ImmutableList.toImmutableList());
    }

    private static Tensor numbers(CsvTable table, int[] columns) throws IOException {
        Shape shape = Shape.of(table.rows().size(), columns.length);
        float[] values = new float[shape.numel()];
        int at = 0;
        for (CsvTable.Row row : table.rows()) {
            for (int column : columns) {
                values[at++] = table.number(row, column);
            }
        }
        return Tensor.of(values, shape.toArray());
    }

    /** The names of the columns that became inputs, in their order; their numbers where the file has no names. */
    public ImmutableList<String> inputNames() {
        return inputNames;
    }

    /** The names of the columns that became targets; otherwise as {@link #inputNames}. */
    public ImmutableList<String> targetNames() {
        return targetNames;
    }

    /** The names of the classes, in the order of their numbers; none where targets are no labels. */
    public ImmutableList<String> classes() {
        return classes;
    }

    @Override
    public int size() {
        return samples.size();
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such row */
    @Override
    public Sample get(int index) {
        return samples.get(index);
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such row */
    @Override
    public Batch batch(int[] indices) {
        return samples.batch(indices);
    }
}

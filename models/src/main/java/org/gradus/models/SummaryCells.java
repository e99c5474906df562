package org.gradus.models;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.core.TensorType;
import org.gradus.models.ModelSummary.Row;
import org.jspecify.annotations.Nullable;

/** What stands in the columns of a summary's rows, as torchinfo writes it. */
final class SummaryCells {

    private static final String NONE = "--";
    private static final String REPEATED = "(recursive)";

    /** The names of an axis's end, by how many axes from the last one. */
    private static final List<String> ENDS = List.of("right", "bottom", "back");

    private final long allParameters;

    /** For a model with so many numbers in its parameters. */
    SummaryCells(long allParameters) {
        this.allParameters = allParameters;
    }

    /** @param within the row and those of what it holds, if they are not shown; otherwise the row alone */
    String cell(SummaryColumn column, List<Row> within) {
        Row row = within.getFirst();
        WindowFit window = row.window();
        return switch (column) {
            case KERNEL_SIZE -> window == null ? NONE : list(window.kernel().toArray());
            case INPUT_SIZE -> shape(row.input());
            case OUTPUT_SIZE -> shape(row.output());
            case NUM_PARAMS -> parameters(within);
            case PARAMS_PERCENT -> percent(within);
            case MULT_ADDS -> multAdds(within);
            case TRAINABLE -> trainable(row.whole());
            case UNSEEN_PIXELS -> window == null ? NONE : unseen(window);
        };
    }

    private static String shape(@Nullable TensorType type) {
        return type == null ? NONE : list(type.shape().toArray());
    }

    private static String list(int... numbers) {
        return IntStream.of(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    private static ParameterCount counted(List<Row> within) {
        return within.stream().map(Row::own).reduce(ParameterCount.NONE, ParameterCount::and);
    }

    private static String parameters(List<Row> within) {
        ParameterCount count = counted(within);
        if (count.all() == 0) {
            return isRepeated(within) ? REPEATED : NONE;
        }
        String number = grouped(count.all());
        return count.trainable() == 0 ? "(" + number + ")" : number;
    }

    /** Whether it has parameters, but others' rows have counted them. */
    private static boolean isRepeated(List<Row> within) {
        Row row = within.getFirst();
        return row.whole().all() > 0 && (row.repeated() || row.leaf());
    }

    private String percent(List<Row> within) {
        long count = counted(within).all();
        if (count == 0) {
            return isRepeated(within) ? REPEATED : " ".repeat(5) + NONE;
        }
        return String.format(Locale.ROOT, "%6.2f%%", 100.0 * count / allParameters);
    }

    private static String multAdds(List<Row> within) {
        long sum = within.stream().mapToLong(Row::multAdds).sum();
        return sum == 0 ? NONE : grouped(sum);
    }

    private static String trainable(ParameterCount count) {
        if (count.all() == 0) {
            return NONE;
        }
        return count.trainable() == count.all() ? "True" : count.trainable() == 0 ? "False" : "Partial";
    }

    private static String unseen(WindowFit window) {
        if (window.unseenPixels() == 0) {
            return "0";
        }
        ImmutableIntArray ends = window.unseen();
        return grouped(window.unseenPixels()) + " (" + IntStream.range(0, ends.length())
                .mapToObj(axis -> ends.get(axis) + " " + ENDS.get(ends.length() - 1 - axis))
                .collect(Collectors.joining(", ")) + ")";
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

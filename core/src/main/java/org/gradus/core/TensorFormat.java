package org.gradus.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Prints a tensor as PyTorch does: four decimals, scientific where magnitudes differ much, columns aligned, the middle of
 * large tensors left out.
 */
final class TensorFormat {

    private static final int LINE_WIDTH = 80;
    private static final int SUMMARISED_FROM = 1000;
    private static final int EDGE = 3;
    private static final int GAP = -1;
    private static final String PREFIX = "tensor(";

    private final Tensor tensor;
    private final int[] strides;
    private final boolean summarised;
    private final DoubleFunction<String> number;
    private final int width;

    private TensorFormat(Tensor tensor) {
        this.tensor = tensor;
        this.strides = tensor.shape().strides();
        this.summarised = tensor.numel() > SUMMARISED_FROM;
        List<Double> shown = new ArrayList<>();
        collect(0, 0, shown);
        this.number = number(shown);
        this.width = shown.stream().mapToInt(value -> number.apply(value).length()).max().orElse(0);
    }

    static String format(Tensor tensor) {
        String values = tensor.numel() == 0 ? "[]" : new TensorFormat(tensor).text(0, 0);
        return PREFIX + values + suffix(tensor) + ")";
    }

    private static String suffix(Tensor tensor) {
        StringBuilder suffix = new StringBuilder();
        if (tensor.numel() == 0 && !tensor.shape().equals(Shape.of(0))) {
            suffix.append(", size=").append(tensor.shape());
        }
        if (tensor.dtype() == DType.FLOAT64 || tensor.numel() == 0 && tensor.dtype() != DType.FLOAT32) {
            suffix.append(", dtype=").append(tensor.dtype());
        }
        if (tensor.node() != null) {
            suffix.append(", op=").append(tensor.node().op().name());
        } else if (tensor.requiresGrad()) {
            suffix.append(", requiresGrad=true");
        }
        return suffix.toString();
    }

    /** The indices shown of a dimension; {@link #GAP} stands for those left out. */
    private int[] shownIndices(int dim) {
        int size = tensor.size(dim);
        if (!summarised || size <= 2 * EDGE) {
            return IntStream.range(0, size).toArray();
        }
        IntUnaryOperator index = i -> i < EDGE ? i : i == EDGE ? GAP : size - (2 * EDGE + 1) + i;
        return IntStream.range(0, 2 * EDGE + 1).map(index).toArray();
    }

    private void collect(int dim, int offset, List<Double> shown) {
        if (dim == tensor.shape().rank()) {
            shown.add(Storage.get(tensor.array(), offset));
            return;
        }
        for (int index : shownIndices(dim)) {
            if (index != GAP) {
                collect(dim + 1, offset + index * strides[dim], shown);
            }
        }
    }

    private String text(int dim, int offset) {
        int rank = tensor.shape().rank();
        if (dim == rank) {
            return padded(number.apply(Storage.get(tensor.array(), offset)));
        }
        List<String> parts = new ArrayList<>();
        for (int index : shownIndices(dim)) {
            parts.add(index == GAP
                    ? dim == tensor.shape().rank() - 1 ? " ..." : "..."
                    : text(dim + 1, offset + index * strides[dim]));
        }
        int indent = PREFIX.length() + dim + 1;
        String lineBreak = "\n".repeat(Math.max(1, rank - dim - 1)) + " ".repeat(indent);
        if (dim < rank - 1) {
            return "[" + String.join("," + lineBreak, parts) + "]";
        }
        int perLine = Math.max(1, (LINE_WIDTH - indent + 1) / (width + 2));
        StringBuilder row = new StringBuilder("[");
        for (int i = 0; i < parts.size(); i++) {
            row.append(i == 0 ? "" : i % perLine == 0 ? "," + lineBreak : ", ").append(parts.get(i));
        }
        return row.append("]").toString();
    }

    private String padded(String text) {
        return tensor.shape().rank() == 0 ? text : " ".repeat(width - text.length()) + text;
    }

    /** One format for all values shown. */
    private DoubleFunction<String> number(List<Double> shown) {
        return switch (tensor.dtype()) {
            case BOOL -> value -> value == 0 ? "False" : "True";
            case INT64 -> value -> Long.toString((long) value);
            case FLOAT32, FLOAT64 -> floating(shown);
        };
    }

    private static DoubleFunction<String> floating(List<Double> shown) {
        double[] magnitudes = shown.stream().filter(Double::isFinite).mapToDouble(Math::abs).filter(x -> x != 0)
                .toArray();
        double largest = IntStream.range(0, magnitudes.length).mapToDouble(i -> magnitudes[i]).max().orElse(1);
        double smallest = IntStream.range(0, magnitudes.length).mapToDouble(i -> magnitudes[i]).min().orElse(1);
        boolean whole = shown.stream().allMatch(x -> !Double.isFinite(x) || x == Math.rint(x));
        boolean spread = largest / smallest > 1000 || largest > 1e8;
        String format = spread || !whole && smallest < 1e-4 ? "%.4e" : whole ? "%.0f." : "%.4f";
        return value -> Double.isNaN(value)
                ? "nan"
                : Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : String.format(Locale.ROOT, format, value);
    }
}

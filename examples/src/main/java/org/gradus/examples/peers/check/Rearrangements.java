package org.gradus.examples.peers.check;

import java.util.Arrays;
import java.util.function.Consumer;
import org.gradus.core.DiagonalOptions;
import org.gradus.core.PadMode;
import org.gradus.core.Shape;
import org.gradus.core.Slice;
import org.gradus.core.Tensor;
import org.gradus.core.op.Diagonals;
import org.gradus.core.op.IndexAddOp;
import org.gradus.core.op.IndexSelectOp;
import org.gradus.core.op.Padding;
import org.gradus.core.op.PermuteOp;
import org.gradus.core.op.Repetition;
import org.gradus.core.op.ReshapeOp;
import org.gradus.core.op.SliceOp;
import org.gradus.core.op.Splitting;

/** Slices, diagonals, paddings, repetitions and splits. */
final class Rearrangements {

    private Rearrangements() {}

    static void addTo(Operations table) {
        Operations exact = table.judged(Closeness.EXACT);
        exact.add("slice", Rearrangements::slice, c -> SliceOp.slice(c.x(), c.dim(),
                Slice.of(c.ints("span")[0], c.ints("span")[1]).withStep(c.integer("step"))));
        exact.add("flip", draw -> {
            Shape shape = draw.shapeOrEmpty(1, 4);
            int[] dims = draw.dims(shape);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dims", dims.length == 0 ? new int[]{0} : dims);
        }, c -> SliceOp.flip(c.x(), c.dims()));
        exact.add("movedim", draw -> {
            Shape shape = draw.shapeOrEmpty(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dims", draw.dim(shape), draw.dim(shape));
        }, c -> PermuteOp.movedim(c.x(), c.dims()[0], c.dims()[1]));
        exact.add("unflatten", draw -> {
            Shape shape = draw.shape(1, 3);
            int dim = draw.dim(shape);
            int outer = draw.between(1, 4);
            draw.input(draw.numbers(shape.withSize(dim, outer * shape.size(dim)), Domain.ANY)).with("dim", dim)
                    .with("sizes", draw.chance(0.3) ? -1 : outer, shape.size(dim));
        }, c -> ReshapeOp.unflatten(c.x(), c.dim(), c.ints("sizes")));
        addDiagonals(table, exact);
        addPaddings(table, exact);
        addRepetitions(table, exact);
        addSplits(exact);
        addIndexed(table);
    }

    /** Start and end may lie beyond the dimension, and count from the end. PyTorch has no negative steps. */
    private static void slice(Draw draw) {
        Shape shape = draw.shapeOrEmpty(1, 4);
        int dim = draw.dim(shape);
        int size = shape.size(dim);
        draw.input(draw.numbers(shape, Domain.ANY)).with("dim", dim).with("step", draw.between(1, 4))
                .with("span", draw.between(-size - 2, size + 2), draw.between(-size - 2, size + 2));
    }

    private static void addDiagonals(Operations table, Operations exact) {
        exact.add("diagonal", draw -> {
            Shape shape = draw.shape(2, 4);
            int[] order = draw.permutation(shape.rank());
            draw.input(draw.numbers(shape, Domain.ANY)).with("dims", order[0], order[1] - shape.rank())
                    .with("offset", draw.between(-shape.size(order[0]), shape.size(order[1])));
        }, c -> Diagonals.diagonal(c.x(), new DiagonalOptions(c.integer("offset"), c.dims()[0], c.dims()[1])));
        exact.add("diagEmbed", draw -> { // not from shape(): its long dimensions would be squared
            int[] sizes = draw.chance(0.5) ? new int[]{draw.size()} : new int[]{draw.between(1, 4), draw.size()};
            draw.input(draw.numbers(Shape.of(sizes), Domain.ANY)).with("offset", draw.between(-3, 3));
        }, c -> Diagonals.diagEmbed(c.x(), c.integer("offset")));
        exact.add("diag", draw -> {
            Shape shape = draw.chance(0.5) ? Shape.of(draw.size()) : draw.shape(2, 2);
            draw.input(draw.numbers(shape, Domain.ANY)).with("offset", draw.between(-1, 1));
        }, c -> Diagonals.diag(c.x(), c.integer("offset")));
        table.add("trace", draw -> { // of tall matrices, PyTorch's gradient goes on below the diagonal
            int rows = draw.size();
            draw.input(draw.numbers(Shape.of(rows, rows + draw.between(0, 9)), Domain.ANY)).terms(rows);
        }, c -> Diagonals.trace(c.x()));
    }

    private static void addPaddings(Operations table, Operations exact) {
        exact.add("padConstant", draw -> {
            Shape shape = draw.shape(1, 4);
            int[] padding = new int[2 * draw.between(1, shape.rank())];
            for (int i = 0; i < padding.length; i++) {
                int size = shape.size(-1 - i / 2);
                padding[i] = draw.chance(0.2) ? -draw.between(0, (size - 1) / 2) : draw.between(0, 4);
            }
            draw.input(draw.numbers(shape, Domain.ANY)).with("padding", padding).with("value", draw.real(-2, 2));
        }, c -> Padding.pad(c.x(), c.ints("padding"), c.real("value")));
        table.add("padReflect", padding(-1), c -> Padding.pad(c.x(), c.ints("padding"), PadMode.REFLECT));
        table.add("padReplicate", padding(3), c -> Padding.pad(c.x(), c.ints("padding"), PadMode.REPLICATE));
        table.add("padCircular", padding(0), c -> Padding.pad(c.x(), c.ints("padding"), PadMode.CIRCULAR));
    }

    /** Rows or images, and paddings of at most each dimension's size and {@code beyond}. */
    private static Consumer<Draw> padding(int beyond) {
        return draw -> {
            Shape shape = draw.shape(3, 4);
            int[] padding = new int[2 * (shape.rank() - 2)];
            Arrays.setAll(padding, i -> draw.between(0, Math.min(6, shape.size(-1 - i / 2) + beyond)));
            draw.input(draw.numbers(shape, Domain.ANY)).with("padding", padding).terms(16);
        };
    }

    private static void addRepetitions(Operations table, Operations exact) {
        table.add("repeat", draw -> {
            Shape shape = draw.shape(0, 3);
            int[] times = new int[shape.rank() + draw.between(shape.rank() == 0 ? 1 : 0, 1)];
            Arrays.setAll(times, _ -> draw.chance(0.05) ? 0 : draw.between(1, 3));
            draw.input(draw.numbers(shape, Domain.ANY)).with("times", times);
        }, c -> Repetition.repeat(c.x(), c.ints("times")));
        table.add("tile", draw -> draw.input(draw.numbers(draw.shape(1, 3), Domain.ANY)).with("times",
                draw.between(1, 3)), c -> Repetition.tile(c.x(), c.ints("times")));
        table.add("repeatInterleave", draw -> {
            Shape shape = draw.shape(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", draw.dim(shape)).with("times", draw.between(0, 3));
        }, c -> Repetition.repeatInterleave(c.x(), c.integer("times"), c.dim()));
        exact.add("roll", draw -> {
            Shape shape = draw.shapeOrEmpty(1, 4);
            int[] dims = Arrays.copyOf(draw.permutation(shape.rank()), draw.between(1, shape.rank()));
            int[] shifts = new int[dims.length];
            Arrays.setAll(shifts, _ -> draw.between(-20, 20));
            draw.input(draw.numbers(shape, Domain.ANY)).with("dims", dims).with("shifts", shifts);
        }, c -> Repetition.roll(c.x(), c.ints("shifts"), c.dims()));
    }

    private static void addSplits(Operations exact) {
        exact.addMany("split", draw -> {
            Shape shape = draw.shape(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", draw.dim(shape)).with("size", draw.size());
        }, c -> Splitting.split(c.x(), c.integer("size"), c.dim()));
        exact.addMany("splitSizes", draw -> {
            Shape shape = draw.shape(1, 4);
            int dim = draw.dim(shape);
            int first = draw.between(0, shape.size(dim));
            int second = draw.between(0, shape.size(dim) - first);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", dim)
                    .with("sizes", first, second, shape.size(dim) - first - second);
        }, c -> Splitting.split(c.x(), c.ints("sizes"), c.dim()));
        exact.addMany("chunk", draw -> {
            Shape shape = draw.shape(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", draw.dim(shape)).with("chunks", draw.size());
        }, c -> Splitting.chunk(c.x(), c.integer("chunks"), c.dim()));
        exact.addMany("unbind", draw -> {
            Shape shape = draw.shape(1, 3);
            int dim = draw.dim(shape);
            draw.input(draw.numbers(shape.withSize(dim, draw.between(1, 6)), Domain.ANY)).with("dim", dim);
        }, c -> Splitting.unbind(c.x(), c.dim()));
    }

    private static void addIndexed(Operations table) {
        table.add("indexSelect", draw -> {
            Shape shape = draw.shape(1, 4);
            int dim = draw.dim(shape);
            Tensor index = draw.integers(Shape.of(draw.between(0, 20)), 0, shape.size(dim) - 1);
            draw.input(draw.numbers(shape, Domain.ANY)).input(index).with("dim", dim).terms(index.numel());
        }, c -> IndexSelectOp.indexSelect(c.x(), c.dim(), c.y()));
        table.add("indexAdd", draw -> {
            Shape shape = draw.shape(1, 4);
            int dim = draw.dim(shape);
            Shape added = shape.withSize(dim, draw.between(0, 20));
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", dim);
            draw.input(draw.integers(Shape.of(added.size(dim)), 0, shape.size(dim) - 1));
            draw.input(draw.numbers(added, Domain.ANY)).terms(added.size(dim));
        }, c -> IndexAddOp.indexAdd(c.x(0), c.dim(), c.x(1), c.x(2)));
    }
}

package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.labels;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.row;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.DiagonalOptions;
import org.gradus.core.PadMode;
import org.gradus.core.Shape;
import org.gradus.core.Slice;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.Diagonals;
import org.gradus.core.op.EmbeddingOp;
import org.gradus.core.op.IndexAddOp;
import org.gradus.core.op.Lattice;
import org.gradus.core.op.Padding;
import org.gradus.core.op.PlaceOp;
import org.gradus.core.op.Repetition;
import org.gradus.core.op.Splitting;
import org.gradus.core.op.Triangles;

/** Parts of tensors: slices, diagonals and what indices name; and tensors put among others: paddings and repetitions. */
final class SliceRows {

    private static final Tensor REPEATED = Tensor.of(new long[]{2, 0, 2, 2, 1});

    private static final Tensor MASK = Tensor.of(new boolean[]{true, false, true});

    private SliceRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>(List.of(
                row("slice of every dimension",
                        x -> x.slice(Slice.from(1), Slice.ALL.withStep(-1), Slice.ALL.withStep(2)), normal("3,n,4")),
                row("slice backwards by two", x -> x.slice(1, Slice.ALL.withStep(-2)), normal("2,n")),
                row("slice to the last but one", x -> x.slice(-1, Slice.of(1, -1)), normal("n,5")),
                row("slice to nothing", x -> x.slice(0, Slice.of(3, 1)), normal("4,n")),
                row("slice of everything", x -> x.slice(Slice.ALL).exp(), normal("n")),
                row("narrow from the end", x -> x.narrow(0, -2, 2), normal("3,n")),
                row("flip of columns", x -> x.flip(1), normal("n,4")),
                row("flip of rows", x -> x.flip(0), normal("n,4")),
                row("flip of all", x -> x.flip(), normal("2,n,3")),
                row("split", x -> ConcatOp.concat(x.split(2, 1).reversed(), 1), normal("n,5")),
                row("split by sizes", x -> Splitting.split(x, new int[]{1, 3, 0}, 0).get(1), normal("4,n")),
                row("chunk", x -> x.chunk(3, 0).get(1), normal("5,n")),
                row("unbind", x -> x.unbind(1).get(2), normal("n,3")),
                row("diagonal of columns", Diagonals::diagonal, normal("3,n")),
                row("diagonal above", x -> Diagonals.diag(x, 2), normal("n,4")),
                row("diagonal below, of planes",
                        x -> Diagonals.diagonal(x, DiagonalOptions.DEFAULT.withOffset(-1).withDims(-1, 0)),
                        normal("3,n,4")),
                row("diag of a vector", Diagonals::diag, normal("n")),
                row("diagEmbed below", x -> Diagonals.diagEmbed(x, -2), normal("2,n")),
                row("trace", Diagonals::trace, normal("4,n")).terms(4),
                row("place onto every other", new PlaceOp(
                        new Lattice(Shape.of(3, 7), 1, ImmutableIntArray.of(7, 2), Shape.of(3, 3)), 0)::apply,
                        normal("3,3")),
                row("pad of one dimension", x -> Padding.pad(x, 1, 2, 1), normal("2,n,3")),
                row("pad by nothing", x -> Padding.pad(x, 0, 0, 0).exp(), normal("n")),
                row("pad with a number", x -> Padding.pad(x, new int[]{1, 2, 0, 3}, -2.5), normal("2,n,3")),
                row("pad and take away", x -> Padding.pad(x, new int[]{-1, 2, 3, -1}), normal("n,2,4")),
                row("pad by reflection", x -> Padding.pad(x, new int[]{2, 3, 1, 1}, PadMode.REFLECT), normal("n,2,4"))
                        .terms(4),
                row("pad by replication", x -> Padding.pad(x, new int[]{2, 3, 1, 0}, PadMode.REPLICATE),
                        normal("2,n,3"))
                        .notEmpty().terms(10),
                row("pad going round", x -> Padding.pad(x, new int[]{2, 3, -1, 2}, PadMode.CIRCULAR), normal("n,2,3"))
                        .terms(6),
                row("indexSelect of rows", x -> x.indexSelect(0, REPEATED), normal("3,n")).terms(3),
                row("indexSelect of columns", x -> x.indexSelect(-1, REPEATED), normal("n,3")).terms(3),
                row("indexSelect in the middle", (x, index) -> x.indexSelect(1, index), normal("2,4,3"),
                        labels(4, "n")).terms(n -> n),
                row("indexSelect of nothing", (x, index) -> x.indexSelect(0, index), normal("3,2"), labels(3, "0")),
                row("indexAdd of rows", (x, index) -> new IndexAddOp(0, 3).apply(x, index), normal("n,2"),
                        labels(3, "n")).terms(n -> n),
                row("indexAdd of columns", (x, index) -> new IndexAddOp(1, 4).apply(x, index), normal("3,n"),
                        labels(4, "n")).terms(n -> n),
                row("indexAdd in the middle", x -> new IndexAddOp(1, 3).apply(x, REPEATED), normal("2,5,n")).terms(3),
                row("indexAdd onto a base", (base, x) -> IndexAddOp.indexAdd(base, -1, REPEATED, x), normal("n,3"),
                        normal("n,5")).terms(4),
                row("maskedFill", x -> x.maskedFill(MASK, 2), normal("n,3")),
                row("maskedFill, the mask's shape", x -> x.maskedFill(MASK, 2), normal("2,1,3")).terms(2),
                row("maskedSelect", x -> x.maskedSelect(MASK), normal("n,3")),
                row("maskedSelect, the mask's shape", x -> x.maskedSelect(MASK.reshape(3, 1)), normal("3")).terms(2),
                row("tril", x -> x.tril(), normal("2,n,3")),
                row("triu above", x -> Triangles.triu(x, 1), normal("3,n")),
                row("embedding", (index, weight) -> EmbeddingOp.embedding(index, weight), labels(4, "2,n"),
                        normal("4,3"))
                        .terms(n -> 2 * n),
                row("embedding with padding", (index, weight) -> EmbeddingOp.embedding(index, weight, -1),
                        labels(3, "n"),
                        normal("4,2")).terms(n -> n),
                row("embedding of one index",
                        weight -> EmbeddingOp.embedding(Tensor.of(new long[]{2}).squeeze(0), weight),
                        normal("3,n")),
                row("repeat", x -> x.repeat(2, 1, 3), normal("n,2")).terms(6),
                row("repeat not at all", x -> x.repeat(0, 2), normal("2,n")),
                row("tile", x -> Repetition.tile(x, 2), normal("n,3")).terms(2),
                row("repeatInterleave", x -> Repetition.repeatInterleave(x, 3, 0), normal("n,2")).terms(3),
                row("roll of rows", x -> x.roll(2, 0), normal("n,3")),
                row("roll of two dimensions",
                        x -> Repetition.roll(x, new int[]{-1, 4}, new int[]{0, -1}), normal("n,3")),
                row("roll of all", x -> Repetition.roll(x, -4), normal("2,n"))));
        return rows;
    }
}

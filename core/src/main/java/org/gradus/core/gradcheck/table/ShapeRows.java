package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.labels;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.row;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import com.google.common.collect.Collections2;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.ExpandOp;
import org.gradus.core.op.PermuteOp;
import org.gradus.core.op.ReshapeOp;
import org.gradus.core.op.ScatterAddOp;

/** Moving elements: other shapes, orders, parts, repetitions and positions. */
final class ShapeRows {

    private static final Tensor REPEATED = Tensor.of(new long[]{2, 0, 2, 2, 1, 0, 0, 2}, 4, 2);

    private ShapeRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>(List.of(
                row("reshape", x -> x.reshape(3, 2, -1).exp(), normal("2,n,3")),
                row("reshape to a vector", x -> x.reshape(-1), normal("2,n")),
                row("reshape to its own shape", x -> x.reshape(2, -1).reshape(2, -1), normal("2,n")).notEmpty(),
                row("reshape of a scalar", x -> x.reshape(1, 1), normal("")),
                row("flatten", x -> x.flatten(1), normal("2,n,3")),
                row("flatten of the front", x -> ReshapeOp.flatten(x, 0, 1), normal("2,n,3")),
                row("flatten of a scalar", x -> x.flatten(0), normal("")),
                row("unsqueeze", x -> x.unsqueeze(1), normal("2,n")),
                row("unsqueeze at the end", x -> x.unsqueeze(-1), normal("2,n")),
                row("squeeze", x -> x.squeeze(1), normal("2,1,n")),
                row("squeeze of more than 1", x -> x.squeeze(0).exp(), normal("2,n")),
                row("squeeze of all", x -> x.squeeze().exp(), normal("1,2,1,n")),
                row("unflatten", x -> x.unflatten(1, 2, -1, 1), normal("n,6")),
                row("select", x -> x.select(1, 2), normal("n,4")),
                row("select from the end", x -> x.select(-1, -1), normal("n,4")),
                row("transpose", x -> x.transpose(0, -1), normal("2,n,3")),
                row("permute of 5 dimensions", x -> x.permute(3, 0, 4, 2, 1), normal("2,1,3,n,2")),
                row("t", x -> x.t(), normal("n,3")),
                row("mT", x -> x.mT(), normal("2,n,3")),
                row("movedim", x -> PermuteOp.movedim(x, 0, -1), normal("2,n,3")),
                row("permute of a scalar", x -> x.permute(), normal("")),
                row("expand of rows", x -> x.expand(4, 3), normal("1,3")),
                row("expand of columns", x -> x.expand(3, 5), normal("3,1")),
                row("expand to new dimensions", x -> ExpandOp.expand(x, Shape.of(2, 3, x.size(0))), normal("n")),
                row("expand of the middle", x -> x.expand(2, 5, 3), normal("2,1,3")),
                row("expand but for two", x -> x.expand(4, -1, 5, -1), normal("2,1,n")),
                row("expand of a scalar", x -> x.expand(2, 3), normal("")),
                row("expand to nothing", x -> x.expand(0, 3), normal("1,3")),
                row("narrow", x -> x.narrow(1, 1, 2), normal("2,4,n")),
                row("narrow of a row's end", x -> x.narrow(-1, 2, 2), normal("n,4")),
                row("narrow to nothing", x -> x.narrow(0, 2, 0), normal("4,n")),
                row("narrow to all", x -> x.narrow(0, 0, 4), normal("4,n")),
                row("concat of one", x -> ConcatOp.concat(List.of(x), 0), normal("n")),
                row("concat of itself", x -> ConcatOp.concat(List.of(x, x.exp(), x), 0), normal("n")),
                rowOf("concat of three", in -> ConcatOp.concat(in, 0), normal("2,3"), normal("n,3"), normal("1,3")),
                rowOf("concat of columns", in -> ConcatOp.concat(in, -1), normal("n,2"), normal("n,1"), normal("n,3")),
                rowOf("concat in the middle", in -> ConcatOp.concat(in, 1), normal("2,n,3"), normal("2,1,3")),
                rowOf("concat of many", in -> ConcatOp.concat(in, 0),
                        Collections.nCopies(40, normal("1")).toArray(Input[]::new)),
                row("stack in front", (a, b) -> ConcatOp.stack(List.of(a, b), 0), normal("2,n"), normal("2,n")),
                row("stack in the middle", (a, b) -> ConcatOp.stack(List.of(a, b), 1), normal("2,n"), normal("2,n")),
                row("stack at the end", (a, b) -> ConcatOp.stack(List.of(a, b), -1), normal("2,n"), normal("2,n"))));
        for (List<Integer> order : Collections2.permutations(List.of(0, 1, 2))) {
            rows.add(row("permute " + order, x -> x.permute(Ints.toArray(order)), normal("2,n,3")));
        }
        rows.addAll(List.of(
                row("gather of rows", (x, index) -> x.gather(0, index), normal("3,n"), labels(3, "5,n")),
                row("gather of columns", (x, index) -> x.gather(-1, index), normal("n,3"), labels(3, "n,2")),
                row("gather in the middle", (x, index) -> x.gather(1, index), normal("2,4,n"), labels(4, "2,6,n")),
                row("gather of some", (x, index) -> x.gather(1, index), normal("5,4,3"), labels(4, "2,6,1")),
                row("gather of nothing", (x, index) -> x.gather(0, index), normal("3,2"), labels(3, "0,2")),
                row("gather of repeated", x -> x.gather(0, REPEATED), normal("3,2")),
                row("scatterAdd to rows", (x, index) -> new ScatterAddOp(0, 3).apply(x, index), normal("n,2"),
                        labels(3, "n,2")).terms(n -> n),
                row("scatterAdd to columns", (x, index) -> new ScatterAddOp(1, 3).apply(x, index), normal("n,5"),
                        labels(3, "n,5")).terms(5),
                row("scatterAdd in the middle", (x, index) -> new ScatterAddOp(1, 4).apply(x, index), normal("2,3,n"),
                        labels(4, "2,3,n")).terms(3),
                row("scatterAdd of repeated", x -> new ScatterAddOp(0, 3).apply(x, REPEATED), normal("4,2")).terms(4),
                row("scatterAdd onto a base", (base, x) -> ScatterAddOp.scatterAdd(base, 0, REPEATED, x), normal("3,2"),
                        normal("4,2")).terms(4)));
        return rows;
    }
}

package org.gradus.core.op;

import static org.gradus.core.op.Input.normal;
import static org.gradus.core.op.OpRow.row;

import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Sums and normalisations along every choice of dimensions. */
final class ReductionRows {

    private static final IntUnaryOperator ALL = n -> 6 * n;

    private ReductionRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>(List.of(
                row("sum of a scalar", x -> x.sum(), normal("")),
                row("sum of a vector", x -> x.sum(), normal("n")).terms(n -> n),
                row("sum from the end", x -> x.sum(-1, -3), normal("2,n,3")).terms(6),
                row("sum over no dimension", new SumOp(ImmutableIntArray.of(), true)::apply, normal("2,n")),
                row("sum to a row", x -> SumOp.sumTo(x, Shape.of(3)), normal("2,n,3")).terms(ALL),
                row("sum to a column", x -> SumOp.sumTo(x, Shape.of(2, 1, 1)), normal("2,n,3")).terms(ALL),
                row("sum of every other dimension", x -> x.sum(0, 2, 4), normal("2,3,n,2,2")).terms(8),
                row("mean", x -> x.mean(), normal("2,n,3")).terms(ALL).notEmpty(),
                row("mean of rows", x -> x.mean(-1), normal("n,3")).terms(3),
                row("mean of columns", x -> x.mean(true, 0), normal("n,3")).terms(n -> n).notEmpty(),
                row("mean over two", x -> x.mean(0, 2), normal("2,n,3")).terms(6),
                row("softmax of a vector", x -> x.softmax(0), normal("n")).terms(n -> n),
                row("logSoftmax of a vector", x -> x.logSoftmax(0), normal("n")).terms(n -> n)));
        for (boolean keepDim : new boolean[]{false, true}) {
            for (Set<Integer> dims : Sets.powerSet(Set.of(0, 1, 2))) {
                rows.add(row("sum over %s%s".formatted(dims.isEmpty() ? "all" : dims, keepDim ? ", kept" : ""),
                        x -> x.sum(keepDim, Ints.toArray(dims)), normal("2,n,3")).terms(ALL));
            }
        }
        for (int dim : new int[]{0, 1, 2, -1}) {
            rows.add(row("softmax along " + dim, x -> x.softmax(dim), normal("2,n,3")).terms(n -> n));
            rows.add(row("logSoftmax along " + dim, x -> x.logSoftmax(dim), normal("2,n,3")).terms(n -> n));
        }
        rows.add(row("softmax of softmax", x -> x.softmax(1).softmax(1), normal("2,n")).terms(n -> n));
        rows.add(row("x − mean over its deviation", ReductionRows::standardized, normal("n,4")).terms(4));
        return rows;
    }

    /** A composition in which x is used on several ways. */
    private static Tensor standardized(Tensor x) {
        Tensor centred = x.sub(x.mean(true, 1));
        Tensor variance = centred.mul(centred).mean(true, 1);
        return centred.mul(variance.add(0.1).log().mul(-0.5).exp());
    }
}

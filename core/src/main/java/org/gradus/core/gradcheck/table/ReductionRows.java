package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.awayFromZero;
import static org.gradus.core.gradcheck.table.Input.between;
import static org.gradus.core.gradcheck.table.Input.distinct;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.withZeros;
import static org.gradus.core.gradcheck.table.OpRow.row;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.VarOptions;
import org.gradus.core.op.CumsumOp;
import org.gradus.core.op.LinearRecurrenceOp;
import org.gradus.core.op.OrderStatistics;
import org.gradus.core.op.Sorting;
import org.gradus.core.op.SumOp;
import org.gradus.core.op.VarOp;

/** What is reduced, put in order, added up on the way or normalised, along every choice of dimensions. */
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
            for (Set<Integer> dims : Sets.powerSet(ImmutableSet.of(0, 1, 2))) {
                rows.add(row("sum over %s%s".formatted(dims.isEmpty() ? "all" : dims, keepDim ? ", kept" : ""),
                        x -> x.sum(keepDim, Ints.toArray(dims)), normal("2,n,3")).terms(ALL));
            }
        }
        for (int dim : new int[]{0, 1, 2, -1}) {
            rows.add(row("softmax along " + dim, x -> x.softmax(dim), normal("2,n,3")).terms(n -> n));
            rows.add(row("logSoftmax along " + dim, x -> x.logSoftmax(dim), normal("2,n,3")).terms(n -> n));
        }
        for (int[] dims : new int[][]{{}, {0}, {1}, {2}, {0, 1}, {0, 2}, {-1, -2}}) {
            rows.addAll(over(dims));
        }
        rows.addAll(norms());
        rows.addAll(List.of(
                row("var without correction", x -> x.var(VarOptions.over(1).withCorrection(0).withKeepDim(true)),
                        normal("2,n")).notEmpty().terms(n -> n),
                row("varMean", x -> {
                    VarMean both = VarOp.varMean(x, VarOptions.over(0, 2).withCorrection(0.5).withKeepDim(true));
                    return both.var().mul(both.mean());
                }, normal("2,n,3")).terms(8),
                row("std", x -> x.std(1), normal("n,5")).terms(5),
                row("std of what is the same", x -> x.mul(0).add(3).std(-1).add(x.sum(1)), normal("n,5")).terms(5),
                row("logSumExp, none of them", x -> x.logSumExp(0), normal("3,n")).terms(3),
                row("logSumExp of a scalar", x -> x.logSumExp().exp(), normal("")),
                row("amax of a scalar", x -> x.amax().exp(), normal("")),
                row("max along a dimension", x -> x.max(1).values(), distinct("2,n,3")).notEmpty().terms(n -> n),
                row("min along a dimension", x -> OrderStatistics.min(x, -1, true).values(), distinct("n,3")).terms(3),
                row("median along a dimension", x -> x.median(0).values(), distinct("n,3")).notEmpty().terms(n -> n),
                row("median of all", x -> x.median(), distinct("n,2")).notEmpty().terms(n -> n),
                row("sort", x -> x.sort(0).values(), distinct("n,3")).terms(n -> n),
                row("sort, descending", x -> x.sort(-1, true).values(), distinct("2,n")).terms(n -> n),
                row("topk", x -> x.topk(2, 1).values(), distinct("n,4")).terms(4),
                row("topk, the smallest", x -> Sorting.topk(x, 3, 0, false).values(), distinct("4,n")).terms(4),
                row("prod with zeros", x -> x.prod(1), withZeros("2,4")).terms(4),
                row("prod of one number and a zero", x -> x.prod(0), withZeros("2,n")).terms(2),
                row("cumsum of rows", x -> x.cumsum(-1), normal("2,n")).terms(n -> n),
                row("cumsum of columns", x -> x.cumsum(0), normal("n,3")).terms(n -> n),
                row("cumsum in reverse", new CumsumOp(1, true)::apply, normal("2,n,3")).terms(n -> n),
                row("cumprod", x -> x.cumprod(1), between(0.9, 1.1, "2,n,3")).terms(n -> n),
                row("cumprod with zeros", x -> x.cumprod(0), withZeros("5,2")).terms(5),
                row("linear recurrence", (a, b) -> LinearRecurrenceOp.linearRecurrence(a, b, 1),
                        between(-0.9, 0.9, "2,n,3"),
                        normal("2,n,3")).terms(n -> n),
                row("linear recurrence in reverse", new LinearRecurrenceOp(0, true)::apply, between(-0.9, 0.9, "n,3"),
                        normal("n,3")).terms(n -> n)));
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

    private static List<OpRow> over(int... dims) {
        String what = dims.length == 0 ? " over all" : " over " + Arrays.toString(dims);
        return List.of(
                row("var" + what, x -> x.var(dims), normal("2,n,3")).sizes(4, 6, 13, 207).terms(ALL),
                row("logSumExp" + what, x -> x.logSumExp(dims), normal("2,n,3")).notEmpty().terms(ALL),
                row("logSumExp, kept," + what, x -> x.logSumExp(true, dims), normal("2,n,3")).notEmpty().terms(ALL),
                row("norm" + what, x -> x.norm(2, dims), awayFromZero("2,n,3")).sizes(0, 4, 6, 13, 207).terms(ALL),
                row("amax" + what, x -> x.amax(dims), distinct("2,n,3")).notEmpty().terms(ALL),
                row("amin, kept," + what, x -> x.amin(true, dims), distinct("2,n,3")).notEmpty().terms(ALL),
                row("prod" + what, x -> x.prod(dims), between(0.9, 1.1, "2,n,3")).terms(ALL),
                row("prod, kept," + what, x -> x.prod(true, dims), between(0.9, 1.1, "2,n,3")).terms(ALL));
    }

    private static List<OpRow> norms() {
        List<OpRow> rows = new ArrayList<>();
        for (double p : new double[]{1, 3, 2.5, 0.5, -1}) {
            rows.add(row("norm of order " + p, x -> x.norm(p, 1), awayFromZero("2,n,3")).sizes(4, 6, 13, 207)
                    .terms(n -> 4 * n));
        }
        for (double p : new double[]{Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            rows.add(row("norm of order " + p, x -> x.add(0.01).norm(p, 0), distinct("n,3")).notEmpty().terms(n -> n));
        }
        rows.add(row("norm with zeros", x -> x.norm(3, 1), withZeros("2,4")).terms(4));
        return rows;
    }
}

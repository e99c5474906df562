package org.gradus.core.op;

import static org.gradus.core.gradcheck.table.Input.labels;
import static org.gradus.core.gradcheck.table.Input.normal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.table.Input;
import org.gradus.core.kernel.Comparison;

/**
 * One row of the table of ops through which no gradient flows, so that the tape never holds them.
 *
 * @param op the op itself, which the test applies
 * @param inputs what to
 * @param types the element types that they are tried in
 * @param right what an element of the output must be, found in another way
 */
record GradientFreeRow(Op op, ImmutableList<Input> inputs, ImmutableList<DType> types, Oracle right) {

    private static final ImmutableList<DType> NUMBERS = ImmutableList.of(DType.FLOAT32, DType.FLOAT64, DType.INT64);

    interface Oracle {
        double at(List<Tensor> inputs, int[] index);
    }

    static List<GradientFreeRow> rows() {
        List<GradientFreeRow> rows = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            for (String[] shapes : new String[][]{{"n", "n"}, {"2,n,3", "n,1"}, {"n,1", "1,3"}, {"", "n"},
                    {"2,1,3", "n,1"}}) {
                rows.add(new GradientFreeRow(new CompareOp(comparison),
                        ImmutableList.of(labels(3, shapes[0]), labels(3, shapes[1])), NUMBERS,
                        (in, index) -> holds(comparison, broadcast(in.get(0), index), broadcast(in.get(1), index))
                                ? 1
                                : 0));
            }
        }
        for (LogicalOp.Connective connective : LogicalOp.Connective.values()) {
            rows.add(new GradientFreeRow(new LogicalOp(connective),
                    ImmutableList.of(labels(2, "2,n,3"), labels(2, "n,1")), ImmutableList.of(DType.BOOL),
                    (in, index) -> truth(connective, broadcast(in.get(0), index) + broadcast(in.get(1), index))));
        }
        for (int dim = 0; dim < 3; dim++) {
            int along = dim;
            rows.add(new GradientFreeRow(new ArgmaxOp(dim), ImmutableList.of(normal("4,n,3")), NUMBERS,
                    (in, index) -> firstLargest(in.get(0), index, along)));
            rows.add(new GradientFreeRow(new ArgmaxOp(dim), ImmutableList.of(labels(3, "5,n,6")), NUMBERS,
                    (in, index) -> firstLargest(in.get(0), index, along)));
            rows.add(new GradientFreeRow(new ArgminOp(dim), ImmutableList.of(normal("4,n,3")), NUMBERS,
                    (in, index) -> firstLargest(in.get(0).neg(), index, along)));
            rows.add(new GradientFreeRow(new ArgminOp(dim), ImmutableList.of(labels(3, "5,n,6")), NUMBERS,
                    (in, index) -> firstLargest(in.get(0).neg(), index, along)));
            for (boolean descending : new boolean[]{false, true}) {
                for (int picks : new int[]{0, 1, 3}) {
                    rows.add(new GradientFreeRow(new ArgsortOp(dim, picks, descending),
                            ImmutableList.of(labels(9, dim == 1 ? "3,4,n" : "3,n,4")), NUMBERS,
                            (in, index) -> ranked(descending ? in.get(0).neg() : in.get(0), index, along)));
                }
            }
        }
        for (boolean descending : new boolean[]{false, true}) {
            rows.add(new GradientFreeRow(new ArgsortOp(0, 3, descending), ImmutableList.of(normal("3,n")), NUMBERS,
                    (in, index) -> ranked(descending ? in.get(0).neg() : in.get(0), index, 0)));
        }
        return rows;
    }

    private static boolean holds(Comparison comparison, double a, double b) {
        int sign = Double.compare(a, b);
        return switch (comparison) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case LT -> sign < 0;
            case LE -> sign <= 0;
            case GT -> sign > 0;
            case GE -> sign >= 0;
        };
    }

    private static double truth(LogicalOp.Connective connective, double howManyAreTrue) {
        return switch (connective) {
            case AND -> howManyAreTrue == 2;
            case OR -> howManyAreTrue > 0;
            case XOR -> howManyAreTrue == 1;
        } ? 1 : 0;
    }

    private static double broadcast(Tensor x, int[] index) {
        int[] own = new int[x.shape().rank()];
        for (int d = 0; d < own.length; d++) {
            own[d] = x.size(d) == 1 ? 0 : index[index.length - own.length + d];
        }
        return x.get(own);
    }

    /** The one element that has as many before it in order as the index says: smaller ones, and equal ones in front of it. */
    private static double ranked(Tensor x, int[] index, int dim) {
        int[] at = index.clone();
        for (int j = 0; j < x.size(dim); j++) {
            at[dim] = j;
            double value = x.get(at);
            int before = 0;
            for (int k = 0; k < x.size(dim); k++) {
                at[dim] = k;
                before += x.get(at) < value || x.get(at) == value && k < j ? 1 : 0;
            }
            if (before == index[dim]) {
                return j;
            }
        }
        throw new AssertionError(index[dim]);
    }

    private static double firstLargest(Tensor x, int[] index, int dim) {
        int[] at = index.clone();
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < x.size(dim); j++) {
            at[dim] = j;
            if (x.get(at) > largest) {
                largest = x.get(at);
                best = j;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return op + " of " + inputs.stream().map(input -> "[" + input.shape() + "]").toList();
    }
}

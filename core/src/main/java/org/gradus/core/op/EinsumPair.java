package org.gradus.core.op;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * Two terms of {@link Einsum} about to be multiplied.
 *
 * @param kept the labels that the result keeps, if one of the two has them; over the others it is summed
 */
record EinsumPair(EinsumTerm a, EinsumTerm b, Set<Integer> kept) {

    private Set<Integer> both() {
        return Sets.intersection(ImmutableSet.copyOf(a.labels()), ImmutableSet.copyOf(b.labels()));
    }

    /** The multiplications that the product takes. */
    double work() {
        return (double) a.tensor().numel() * b.numel(Sets.difference(ImmutableSet.copyOf(b.labels()), both()));
    }

    /** How many numbers there are more after the multiplication than before, or fewer if negative. */
    double growth() {
        double result = (double) a.numel(Sets.intersection(ImmutableSet.copyOf(a.labels()), kept))
                * b.numel(Sets.difference(Sets.intersection(ImmutableSet.copyOf(b.labels()), kept),
                        ImmutableSet.copyOf(a.labels())));
        return result - a.tensor().numel() - b.tensor().numel();
    }

    /**
     * The product.
     *
     * @param output the order that its dimensions had best be in
     */
    EinsumTerm multiply(List<Integer> output) {
        boolean sums = both().stream().anyMatch(label -> !kept.contains(label));
        return sums && a.tensor().dtype().isFloatingPoint() ? matrices(output) : elements();
    }

    /** Element by element, the smaller term broadcast along the larger, and summed afterwards where integers are. */
    private EinsumTerm elements() {
        boolean inOrder = a.tensor().numel() >= b.tensor().numel();
        EinsumTerm larger = inOrder ? a : b;
        EinsumTerm smaller = inOrder ? b : a;
        List<Integer> order = new ArrayList<>(larger.labels());
        smaller.labels().stream().filter(label -> !larger.labels().contains(label)).forEach(order::add);
        Tensor product = larger.spread(order).mul(smaller.spread(order));
        return new EinsumTerm(product, ImmutableList.copyOf(order)).summedTo(kept::contains);
    }

    /** As a batch of matrix products, arranged so that the fewest elements must be moved. */
    private EinsumTerm matrices(List<Integer> output) {
        List<Arrangement> all = new ArrayList<>();
        for (EinsumPair pair : List.of(this, new EinsumPair(b, a, kept))) {
            for (EinsumTerm batches : List.of(a, b)) {
                for (EinsumTerm sums : List.of(a, b)) {
                    all.add(pair.arranged(batches, sums));
                }
            }
        }
        return all.stream().min(Comparator.comparingLong(each -> each.moved(output))).orElseThrow().multiply();
    }

    private Arrangement arranged(EinsumTerm batches, EinsumTerm sums) {
        Set<Integer> both = both();
        return new Arrangement(a, b,
                batches.labels().stream().filter(label -> both.contains(label) && kept.contains(label)).toList(),
                a.labels().stream().filter(label -> !both.contains(label)).toList(),
                sums.labels().stream().filter(label -> both.contains(label) && !kept.contains(label)).toList(),
                b.labels().stream().filter(label -> !both.contains(label)).toList());
    }

    /** C[batches,rows,columns] = A[batches,rows,inner]·B[batches,inner,columns]; A or B may be transposed. */
    private record Arrangement(EinsumTerm a, EinsumTerm b, List<Integer> batches, List<Integer> rows,
            List<Integer> inner, List<Integer> columns) {

        private boolean transposesA() {
            return Iterables.elementsEqual(Iterables.concat(batches, inner, rows), a.labels());
        }

        private boolean transposesB() {
            return Iterables.elementsEqual(Iterables.concat(batches, columns, inner), b.labels());
        }

        long moved(List<Integer> output) {
            boolean fitsA = transposesA()
                    || Iterables.elementsEqual(Iterables.concat(batches, rows, inner), a.labels());
            boolean fitsB = transposesB()
                    || Iterables.elementsEqual(Iterables.concat(batches, inner, columns), b.labels());
            boolean fitsOutput = Iterables.elementsEqual(Iterables.concat(batches, rows, columns), output);
            return (fitsA ? 0L : a.tensor().numel()) + (fitsB ? 0L : b.tensor().numel())
                    + (fitsOutput ? 0L : (long) a.numel(batches) * a.numel(rows) * b.numel(columns));
        }

        EinsumTerm multiply() {
            boolean transposeA = transposesA();
            boolean transposeB = transposesB();
            Tensor left = transposeA ? matrices(a, inner, rows) : matrices(a, rows, inner);
            Tensor right = transposeB ? matrices(b, columns, inner) : matrices(b, inner, columns);
            Tensor product = new MatMulOp(transposeA, transposeB).apply(left, right);
            List<Integer> sizes = new ArrayList<>();
            batches.forEach(label -> sizes.add(a.size(label)));
            rows.forEach(label -> sizes.add(a.size(label)));
            columns.forEach(label -> sizes.add(b.size(label)));
            return new EinsumTerm(ReshapeOp.reshape(product, Shape.of(Ints.toArray(sizes))),
                    ImmutableList.copyOf(Iterables.concat(batches, rows, columns)));
        }

        private Tensor matrices(EinsumTerm term, List<Integer> first, List<Integer> second) {
            EinsumTerm ordered = term.ordered(ImmutableList.copyOf(Iterables.concat(batches, first, second)));
            return ReshapeOp.reshape(ordered.tensor(),
                    Shape.of(term.numel(batches), term.numel(first), term.numel(second)));
        }

    }
}

package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gradus.core.DiagonalOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * An operand of {@link Einsum}, or the product of some.
 *
 * @param tensor its numbers
 * @param labels a different one for each dimension
 */
record EinsumTerm(Tensor tensor, ImmutableList<Integer> labels) {

    /**
     * An operand, of which the diagonals are taken where a label names several of its dimensions.
     *
     * @throws IllegalArgumentException if these are of different sizes
     */
    static EinsumTerm of(Tensor operand, ImmutableList<Integer> labels) {
        Tensor x = operand;
        List<Integer> left = new ArrayList<>(labels);
        for (int label : labels) {
            while (left.indexOf(label) < left.lastIndexOf(label)) {
                int first = left.indexOf(label);
                int last = left.lastIndexOf(label);
                checkArgument(x.size(first) == x.size(last),
                        "[einsum] %s is both %s and %s in %s; a diagonal needs equal sizes",
                        EinsumEquation.name(label), x.size(first), x.size(last), operand.type());
                x = Diagonals.diagonal(x, DiagonalOptions.DEFAULT.withDims(first, last));
                left.remove(last);
                left.remove(first);
                left.add(label);
            }
        }
        return new EinsumTerm(x, ImmutableList.copyOf(left));
    }

    int size(int label) {
        return tensor.size(labels.indexOf(label));
    }

    /** How many elements a tensor of these labels of the term's has. */
    int numel(Collection<Integer> some) {
        return some.stream().mapToInt(this::size).reduce(1, (a, b) -> a * b);
    }

    /** This term without the dimensions of size 1 that repeat along other terms'. */
    EinsumTerm withoutRepeats(Map<Integer, Integer> sizes) {
        List<Integer> kept = labels.stream().filter(label -> size(label) == sizes.get(label)).toList();
        return new EinsumTerm(ReshapeOp.reshape(tensor, shape(kept)), ImmutableList.copyOf(kept));
    }

    private Shape shape(List<Integer> some) {
        return Shape.of(some.stream().mapToInt(this::size).toArray());
    }

    /** This term summed over all dimensions but those whose labels are to be kept. */
    EinsumTerm summedTo(IntPredicate keeps) {
        int[] dims = IntStream.range(0, labels.size()).filter(d -> !keeps.test(labels.get(d))).toArray();
        return dims.length == 0
                ? this
                : new EinsumTerm(SumOp.sum(tensor, false, dims),
                        labels.stream().filter(keeps::test).collect(ImmutableList.toImmutableList()));
    }

    /** This term with its dimensions in another order, or in part of it. */
    EinsumTerm ordered(List<Integer> order) {
        ImmutableList<Integer> own = order.stream().filter(labels::contains).collect(ImmutableList.toImmutableList());
        return own.equals(labels)
                ? this
                : new EinsumTerm(PermuteOp.permute(tensor, own.stream().mapToInt(labels::indexOf).toArray()), own);
    }

    /** Its numbers with a dimension for each label of this order, of size 1 where it has none. */
    Tensor spread(List<Integer> order) {
        EinsumTerm own = ordered(order);
        return ReshapeOp.reshape(own.tensor,
                Shape.of(order.stream().mapToInt(label -> labels.contains(label) ? size(label) : 1).toArray()));
    }
}

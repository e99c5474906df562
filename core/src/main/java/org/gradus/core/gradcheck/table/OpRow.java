package org.gradus.core.gradcheck.table;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.random.Rng;

/**
 * One row of the op table: a function made of ops, and what to try it on.
 *
 * @param name what failures call it
 * @param sizes the values of n, in the inputs' shapes, that it is tried at
 * @param terms the length of the longest sum behind an element of the output or of a gradient, given n; 0 where every
 *        element of the output is a function of one element of each input
 * @param options how its gradients are checked
 */
public record OpRow(String name, Function<List<Tensor>, Tensor> function, ImmutableList<Input> inputs,
        ImmutableIntArray sizes,
        IntUnaryOperator terms, GradCheckOptions options) {

    /** Empty, single, and lengths that no vector length divides. */
    private static final ImmutableIntArray AWKWARD = ImmutableIntArray.of(0, 1, 4, 6, 13, 207);

    private static final GradCheckOptions SECOND_ORDER = GradCheckOptions.DEFAULT.withOrder(2);

    /** A function of any number of tensors. */
    public static OpRow rowOf(String name, Function<List<Tensor>, Tensor> function, Input... inputs) {
        boolean sized = Stream.of(inputs).anyMatch(Input::isSized);
        return new OpRow(name, function, ImmutableList.copyOf(inputs), sized ? AWKWARD : ImmutableIntArray.of(1),
                _ -> 0,
                SECOND_ORDER);
    }

    /** A function of one tensor. */
    public static OpRow row(String name, UnaryOperator<Tensor> function, Input input) {
        return rowOf(name, in -> function.apply(in.get(0)), input);
    }

    /** A function of two tensors. */
    public static OpRow row(String name, BinaryOperator<Tensor> function, Input a, Input b) {
        return rowOf(name, in -> function.apply(in.get(0), in.get(1)), a, b);
    }

    /** This row tried at sizes of 1 and above, for ops that refuse empty tensors. */
    public OpRow notEmpty() {
        return new OpRow(name, function, inputs, sizes.subArray(sizes.indexOf(1), sizes.length()), terms, options);
    }

    /** This row tried at these sizes. */
    public OpRow sizes(int... tried) {
        return new OpRow(name, function, inputs, ImmutableIntArray.copyOf(tried), terms, options);
    }

    /** This row, summing so many terms. */
    public OpRow terms(int count) {
        return terms(_ -> count);
    }

    /** This row, summing so many terms given n. */
    public OpRow terms(IntUnaryOperator count) {
        return new OpRow(name, function, inputs, sizes, count, options);
    }

    /** This row, whose gradients are checked to third order. */
    public OpRow smooth() {
        return new OpRow(name, function, inputs, sizes, terms, options.withOrder(3));
    }

    /** Inputs for a size, the same for the same seed. */
    public List<Tensor> draw(long seed, int size) {
        Rng rng = new Rng(seed);
        return inputs.stream().map(input -> input.draw(rng, size)).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}

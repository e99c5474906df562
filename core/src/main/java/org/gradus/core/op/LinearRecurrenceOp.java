package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * yⱼ = aⱼ·yⱼ₋₁ + bⱼ along a dimension, beginning with b₀; in reverse, yⱼ = aⱼ·yⱼ₊₁ + bⱼ, beginning with the last b.
 *
 * <p>
 * Going back, λⱼ = uⱼ + aⱼ₊₁·λⱼ₊₁ is the same recurrence the other way round, with ∂/∂bⱼ = λⱼ and ∂/∂aⱼ = λⱼ·yⱼ₋₁. As nothing
 * is divided by, products of a's have their right derivatives, of any order, where an a is 0.
 */
public record LinearRecurrenceOp(int dim, boolean reverse) implements Op {

    /**
     * yⱼ = aⱼ·yⱼ₋₁ + bⱼ along a dimension, which may count from the end; a₀ has no effect.
     *
     * @param a the factors, of b's shape
     * @param b the terms
     * @throws IllegalArgumentException if shapes or types differ
     */
    public static Tensor linearRecurrence(Tensor a, Tensor b, int dim) {
        return new LinearRecurrenceOp(a.shape().axis("linearRecurrence", dim), false).apply(a, b);
    }

    /** y = the products of x from the first element on along a dimension, which may count from the end. */
    public static Tensor cumprod(Tensor x, int dim) {
        int axis = x.shape().axis("cumprod", dim);
        if (x.size(axis) == 0) {
            return x;
        }
        Tensor begin = Padding.pad(SliceOp.narrow(x, axis, 0, 1), axis, 0, x.size(axis) - 1);
        return new LinearRecurrenceOp(axis, false).apply(x, begin);
    }

    /** y = the products of all elements before each one along a dimension, or after it in reverse; that of none is 1. */
    static Tensor exclusiveCumprod(Tensor x, int dim, boolean reverse) {
        Shape ends = x.shape().withSize(dim, 1);
        Tensor one = Tensor.full(ends, 1, x.dtype());
        int n = x.size(dim);
        Tensor begin = reverse ? Padding.pad(one, dim, n - 1, 0) : Padding.pad(one, dim, 0, n - 1);
        return new LinearRecurrenceOp(dim, reverse).apply(shifted(x, dim, reverse ? -1 : 1), begin);
    }

    /** Each element moved one place up along a dimension, or down if negative, a 0 moving in. */
    private static Tensor shifted(Tensor x, int dim, int by) {
        return x.size(dim) == 0 ? x : Padding.pad(x, dim, by, -by);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Checks.sameType(name(), a, b);
        Checks.numeric(name(), a);
        checkArgument(a.shape().equals(b.shape()),
                "[%s] the factors %s and the terms %s must be of one shape; expand one",
                name(), a.shape(), b.shape());
        return a.type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.recurrence(call.in(0), call.in(1), call.out(), Spans.around(call.shape(0), dim), reverse);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        int onwards = reverse ? -1 : 1;
        Tensor factors = shifted(inputs.get(0), dim, -onwards);
        Tensor terms = new LinearRecurrenceOp(dim, !reverse).apply(factors, upstream);
        return argument == 1 ? terms : terms.mul(shifted(output, dim, onwards));
    }

    @Override
    public Saves saves(int argument) {
        return argument == 1 ? Saves.input(0) : Saves.input(0).and(Saves.OUTPUT);
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return new LinearRecurrenceOp(dim + 1, reverse).apply(Vmap.expanded(inputs));
    }
}

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
 * y[n,…] = log Σ꜀ exp x[n,c,…] − x[n,labels[n,…],…]: the cross-entropy of each row of logits, computed in one pass that
 * cannot overflow; ∂(uᵀy)/∂x = u·(softmax x − onehot labels).
 */
public record CrossEntropyOp() implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor logits = inputs.get(0);
        Tensor labels = inputs.get(1);
        Checks.floating(name(), logits);
        return new TensorType(checkLabels(name(), logits, labels), logits.dtype());
    }

    /** Labels fit rows of class scores [N,C,…]: one in 0…C−1 for each row; gives the labels' shape. */
    static Shape checkLabels(String op, Tensor scores, Tensor labels) {
        Shape shape = scores.shape();
        checkArgument(shape.rank() >= 2, "[%s] class scores must be [N,C] or [N,C,…], but are %s; unsqueeze one row",
                op, shape);
        checkArgument(shape.size(0) > 0 && shape.size(1) > 0,
                "[%s] class scores %s have no row or no class; leave out empty batches", op, shape);
        checkArgument(
                labels.shape().rank() == shape.rank() - 1
                        && ReshapeOp.unsqueeze(labels, 1).shape().equals(shape.withSize(1, 1)),
                "[%s] class scores %s need one label a row, but labels are %s; give them the scores' shape without dimension 1",
                op, shape, labels.shape());
        IndexRange.check(op, "the labels", labels, shape.size(1));
        return labels.shape();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.crossEntropy(call.in(0), call.longs(1), call.out(), Spans.around(call.shape(0), 1));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor logits = inputs.get(0);
        Tensor u = ReshapeOp.unsqueeze(upstream, 1);
        Tensor atLabels = new ScatterAddOp(1, logits.size(1)).apply(u, ReshapeOp.unsqueeze(inputs.get(1), 1));
        return SoftmaxOp.softmax(logits, 1).mul(u).sub(atLabels);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.input(1));
    }
}

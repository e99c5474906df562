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
 * cannot overflow; ∂(uᵀy)/∂x = u·(softmax x − onehot labels). A single row is [C] and its label a scalar.
 */
public record CrossEntropyOp() implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor logits = inputs.get(0);
        Tensor labels = inputs.get(1);
        Checks.floating(name(), logits);
        return new TensorType(checkLabels(name(), logits, labels), logits.dtype());
    }

    /** Class scores are one row [C], or rows [N,C] or [N,C,…], and none is empty; gives the dimension of the classes. */
    static int checkScores(String op, Tensor scores) {
        Shape shape = scores.shape();
        checkArgument(shape.rank() >= 1, "[%s] class scores must be [C], [N,C] or [N,C,…], but are a scalar", op);
        int dim = classDim(shape);
        checkArgument(shape.numel(0, dim + 1) > 0,
                "[%s] class scores %s have no row or no class; leave out empty batches",
                op, shape);
        return dim;
    }

    /** Labels fit rows of class scores: one in 0…C−1 for each row; gives the labels' shape. */
    static Shape checkLabels(String op, Tensor scores, Tensor labels) {
        Shape shape = scores.shape();
        int dim = checkScores(op, scores);
        checkArgument(
                labels.shape().rank() == shape.rank() - 1
                        && ReshapeOp.unsqueeze(labels, dim).shape().equals(shape.withSize(dim, 1)),
                "[%s] class scores %s need one label a row, but labels are %s; give them the scores' shape without dimension %s",
                op, shape, labels.shape(), dim);
        IndexRange.check(op, "the labels", labels, shape.size(dim));
        return labels.shape();
    }

    private static int classDim(Shape scores) {
        return scores.rank() == 1 ? 0 : 1;
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.crossEntropy(call.in(0), call.longs(1), call.out(),
                Spans.around(call.shape(0), classDim(call.shape(0))));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor logits = inputs.get(0);
        int dim = classDim(logits.shape());
        Tensor u = ReshapeOp.unsqueeze(upstream, dim);
        Tensor atLabels = new ScatterAddOp(dim, logits.size(dim)).apply(u, ReshapeOp.unsqueeze(inputs.get(1), dim));
        return SoftmaxOp.softmax(logits, dim).mul(u).sub(atLabels);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.input(1));
    }
}

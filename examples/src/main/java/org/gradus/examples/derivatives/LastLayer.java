package org.gradus.examples.derivatives;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.Einsum;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.QrOp;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;

/**
 * The cross-entropy loss of N samples as a function of a network's last layer alone, whatever is before it being fixed:
 * softmax regression on the features that come in there.
 *
 * @param x features [N,in]
 * @param labels INT64 [N]
 * @param weight W [out,in]
 * @param bias b [out]
 */
record LastLayer(Tensor x, Tensor labels, Tensor weight, Tensor bias) {

    /** The layer of that name with what comes in there for these samples, all in this precision. */
    static LastLayer of(Layer model, String name, Batch samples, DType dtype) {
        var layer = (Linear) Objects.requireNonNull(model.namedModules().get(name));
        Tensor[] features = new Tensor[1];
        Runnable undo = layer.registerForwardPreHook(input -> features[0] = input);
        Tape.noGrad(() -> model.forward(samples.inputs()));
        undo.run();
        return new LastLayer(features[0].to(dtype), samples.targets(), layer.weight().detach().to(dtype),
                Objects.requireNonNull(layer.bias()).detach().to(dtype));
    }

    /** The loss for another weight and bias. */
    Tensor loss(List<Tensor> weightAndBias) {
        return ClassLosses.crossEntropy(scores(weightAndBias.get(0), weightAndBias.get(1)), labels);
    }

    private Tensor scores(Tensor w, Tensor b) {
        return MatMulOp.matmulTransposed(x, w).add(b);
    }

    /** The loss's second derivatives by weight and bias, four blocks. */
    ImmutableList<ImmutableList<Tensor>> hessian() {
        return Autograd.hessian(this::loss, List.of(weight, bias));
    }

    /**
     * The same blocks by the formula: (1/N) Σ (diag p − p·pᵀ) ⊗ x·xᵀ with p = softmax(W·x + b), and for the bias with 1 in
     * place of x.
     */
    ImmutableList<ImmutableList<Tensor>> hessianByFormula() {
        Tensor p = scores(weight, bias).softmax(1);
        Tensor column = p.unsqueeze(2);
        Tensor curvature = column.mul(identity(p.size(1))).sub(column.mul(p.unsqueeze(1))).div(x.size(0));
        return ImmutableList.of(
                ImmutableList.of(Einsum.einsum("nkl,ni,nj->kilj", curvature, x, x),
                        Einsum.einsum("nkl,ni->kil", curvature, x)),
                ImmutableList.of(Einsum.einsum("nkl,nj->klj", curvature, x), curvature.sum(0)));
    }

    /** Four blocks as one matrix, the weight's elements before the bias's. */
    Tensor joined(ImmutableList<ImmutableList<Tensor>> blocks) {
        int w = weight.numel();
        int b = bias.numel();
        return ConcatOp.concat(List.of(
                ConcatOp.concat(List.of(blocks.get(0).get(0).reshape(w, w), blocks.get(0).get(1).reshape(w, b)), 1),
                ConcatOp.concat(List.of(blocks.get(1).get(0).reshape(b, w), blocks.get(1).get(1)), 1)), 0);
    }

    /**
     * H times changes of one row of [W,b] each: for each class whose row it is, and for each of m columns, which are such
     * changes.
     *
     * @param h [d,d]
     * @param changes [in+1,m]
     * @return [d,out,m]
     */
    Tensor times(Tensor h, Tensor changes) {
        int in = weight.size(1);
        Tensor byWeight = h.narrow(1, 0, weight.numel()).reshape(-1, in).matmul(changes.narrow(0, 0, in));
        Tensor byBias = h.narrow(1, weight.numel(), bias.numel()).reshape(-1, 1).matmul(changes.narrow(0, in, 1));
        return byWeight.add(byBias).reshape(h.size(0), bias.numel(), -1);
    }

    /** An orthonormal basis of what is orthogonal to all N features with a 1 for the bias: [in+1,in+1−N]. */
    Tensor unseen() {
        int n = x.size(0);
        Tensor extended = ConcatOp.concat(List.of(x, Tensor.full(x.shape().withSize(1, 1), 1, x.dtype())), 1);
        return QrOp.qr(extended.t(), true).q().narrow(1, n, extended.size(1) - n);
    }

    /** I [n,n]. */
    Tensor identity(int n) {
        Tensor index = Tensor.arange(n);
        return index.unsqueeze(1).eq(index).to(weight.dtype());
    }
}

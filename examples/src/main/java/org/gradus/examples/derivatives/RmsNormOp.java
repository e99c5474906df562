package org.gradus.examples.derivatives;

import static com.google.common.base.Preconditions.checkArgument;
import static org.gradus.core.gradcheck.table.Input.normal;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.kernel.BinaryFunction;
import org.gradus.core.kernel.Broadcast;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Span;

/**
 * y = x / √(mean x² + ε) along the last dimension, an op of one's own in full: its check, its kernels, its backward rule.
 *
 * <p>
 * Source: B. Zhang, R. Sennrich, <i>Root mean square layer normalization</i> (2019).
 */
record RmsNormOp(double eps) implements Op {

    /** How gradients are checked: to third order, each element being summed from as many as a row has. */
    static final OpRow ROW = OpRow.row("rmsNorm", x -> rmsNorm(x, 1e-5), normal("n,5")).terms(5).smooth();

    /**
     * y = x / √(mean x² + ε) along the last dimension.
     *
     * @throws IllegalArgumentException if x is a scalar or not of floating-point numbers
     */
    static Tensor rmsNorm(Tensor x, double eps) {
        return new RmsNormOp(eps).apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        checkArgument(x.dtype().isFloatingPoint(),
                "[rmsNorm] needs float32 or float64, but came %s; convert it with to(DType.FLOAT32)", x.type());
        checkArgument(x.shape().rank() > 0, "[rmsNorm] a scalar has no dimension to norm along; unsqueeze it");
        return x.type();
    }

    /** By kernels alone, which are those of float32 or of float64. */
    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Shape shape = call.shape(0);
        int length = shape.size(-1);
        Span rows = new Span(shape.numel(0, shape.rank() - 1), length, 1);
        A scale = kernels.allocate(rows.outer());
        kernels.norm(2, call.in(0), scale, rows);
        kernels.map(norm -> 1 / Math.sqrt(norm * norm / length + eps), scale, scale);
        kernels.binary(BinaryFunction.MUL, call.in(0), scale, call.out(),
                Broadcast.of(shape.toArray(), shape.withSize(-1, 1).toArray(), shape.toArray()));
    }

    /** By ops alone, and so differentiable again: with s = 1/√(mean x² + ε), s·(u − y·mean(u∘y)). */
    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor scale = inputs.get(0).square().mean(true, -1).add(eps).rsqrt();
        return upstream.sub(output.mul(upstream.mul(output).mean(true, -1))).mul(scale);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.OUTPUT);
    }
}

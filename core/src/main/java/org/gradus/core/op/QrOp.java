package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.QR;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.HouseholderQr;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Matrices;

/**
 * The elements of Q and then those of R, with A = Q·R, QᵀQ = I and zeros below R's diagonal, for A [*,m,n] with m ≥ n; the signs
 * are LAPACK's. Q is [m,n] and R [n,n], or complete, Q [m,m] and R [m,n].
 *
 * <p>
 * With M = R·u_Rᵀ − u_Qᵀ·Q, of which what is on and below the diagonal is reflected above it, ∂/∂A = (u_Q + Q·M)·R⁻ᵀ (Walter and
 * Lehmann 2018, "Algorithmic differentiation of linear algebra functions with application in optimum experimental design";
 * Roberts and Roberts 2020, "QR and LQ decomposition matrix backpropagation algorithms").
 *
 * @param rows m
 * @param complete whether Q is square
 */
public record QrOp(int rows, boolean complete) implements Op {

    /** Q [*,m,k] and R [*,k,n] for A [*,m,n], k the smaller of m and n, computed in double precision by reflections. */
    public static QR qr(Tensor a) {
        return qr(a, false);
    }

    /**
     * As {@link #qr(Tensor)}, or complete, with Q [*,m,m] and R [*,m,n]. As in PyTorch, a complete Q has no gradient if m > n, and
     * the gradient exists only where the first k columns are independent.
     *
     * @throws IllegalArgumentException if A is no matrix
     */
    public static QR qr(Tensor a, boolean complete) {
        Batches.checkMatrices("qr", a);
        int m = a.size(-2);
        int n = a.size(-1);
        if (m >= n) {
            QrOp op = new QrOp(m, complete && m > n);
            return op.unpacked(op.apply(a), a.shape());
        }
        QR square = qr(a.narrow(-1, 0, m));
        Tensor rest = new MatMulOp(true, false).apply(square.q(), a.narrow(-1, m, n - m));
        return new QR(square.q(), ConcatOp.concat(List.of(square.r(), rest), -1));
    }

    private int width(int n) {
        return complete ? rows : n;
    }

    private QR unpacked(Tensor packed, Shape a) {
        int n = a.size(-1);
        int k = width(n);
        Shape batch = Batches.leading(a);
        return new QR(ReshapeOp.reshape(packed.narrow(-1, 0, rows * k), Batches.of(batch, rows, k)),
                ReshapeOp.reshape(packed.narrow(-1, rows * k, k * n), Batches.of(batch, k, n)));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Batches.checkMatrices(name(), a);
        int n = a.size(-1);
        checkArgument(a.size(-2) == rows && rows >= n,
                "[qr] this op is for %s rows and at most as many columns, but came %s; QrOp.qr takes any matrix", rows,
                a.shape());
        int k = width(n);
        return new TensorType(Batches.of(Batches.leading(a.shape()), rows * k + k * n), a.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Batches.each(kernels, call, new HouseholderQr(width(call.shape(0).size(-1))),
                new Matrices<>(call.out(), 1, call.outShape().size(-1)));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        checkState(!complete, "[qr] the complete Q of %s has no gradient, as it has more rows than columns; use qr(a)",
                inputs.get(0).shape());
        QR factors = unpacked(output, inputs.get(0).shape());
        QR upstreams = unpacked(upstream, inputs.get(0).shape());
        Tensor m = new MatMulOp(false, true).apply(factors.r(), upstreams.r())
                .sub(new MatMulOp(true, false).apply(upstreams.q(), factors.q()));
        Tensor symmetric = m.tril().add(PermuteOp.mT(Triangles.tril(m, -1)));
        Tensor sum = upstreams.q().add(factors.q().matmul(symmetric));
        return PermuteOp.mT(new SolveTriangularOp(true, false, false).apply(factors.r(), PermuteOp.mT(sum)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}

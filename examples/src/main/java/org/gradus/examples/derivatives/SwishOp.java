package org.gradus.examples.derivatives;

import static org.gradus.core.gradcheck.table.Input.normal;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.op.ZipOp;

/**
 * y = x·σ(βx) with a β that is learned, an element-wise op of one's own in one file: its function of two numbers, its two
 * derivatives, and a row for the checker.
 *
 * <p>
 * Source: P. Ramachandran, B. Zoph, Q. V. Le, <i>Searching for activation functions</i> (2017).
 */
record SwishOp() implements ZipOp {

    /** How gradients are checked: to third order, with a β for each of three columns. */
    static final OpRow ROW = OpRow.row("swish", SwishOp::swish, normal("n,3"), normal("3")).smooth();

    /** y = x·σ(βx), β of x's shape or one that broadcasts to it. */
    static Tensor swish(Tensor x, Tensor beta) {
        return new SwishOp().apply(x, beta);
    }

    @Override
    public double applyAsDouble(double x, double beta) {
        return x / (1 + Math.exp(-beta * x));
    }

    /** With s = σ(βx): ∂y/∂x = s + βx·s·(1 − s) and ∂y/∂β = x²·s·(1 − s). The engine sums over what was broadcast. */
    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor beta = inputs.get(1);
        Tensor s = beta.mul(x).sigmoid();
        Tensor slope = x.mul(s).mul(s.neg().add(1));
        return upstream.mul(argument == 0 ? s.add(beta.mul(slope)) : x.mul(slope));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.input(1));
    }
}

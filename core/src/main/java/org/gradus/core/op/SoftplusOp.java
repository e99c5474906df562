package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/**
 * y = ln(1 + exp(beta·x))/beta, and x itself where beta·x &gt; threshold, element by element;
 * ∂y/∂x = 1/(1 + exp(−beta·x)), and 1 where beta·x &gt; threshold.
 */
public record SoftplusOp(double beta, double threshold) implements MapOp {

    /**
     * y = ln(1 + exp(beta·x))/beta, and x itself where beta·x &gt; threshold; ∂y/∂x = 1/(1 + exp(−beta·x)), and 1 where beta·x
     * &gt; threshold.
     *
     * @throws IllegalArgumentException if beta is 0
     */
    public static Tensor softplus(Tensor x, double beta, double threshold) {
        checkArgument(beta != 0, "[softplus] beta must not be 0");
        return new SoftplusOp(beta, threshold).apply(x);
    }

    /** {@link #softplus(Tensor, double, double)} with beta = 1 and threshold = 20. */
    public static Tensor softplus(Tensor x) {
        return softplus(x, 1, 20);
    }

    @Override
    public double applyAsDouble(double x) {
        double z = beta * x;
        return z > threshold ? x : (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))) / beta;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).mul(beta).gt(threshold));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor z = inputs.get(0).mul(beta);
        return WhereOp.where(z.gt(threshold), upstream, upstream.mul(z.sigmoid()));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}

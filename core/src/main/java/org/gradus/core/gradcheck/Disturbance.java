package org.gradus.core.gradcheck;

import org.gradus.core.DType;
import org.gradus.core.Interceptor;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.op.MulOp;
import org.gradus.core.random.Rng;

/**
 * A computation in which every number that enters an operation is first off by about one rounding, at random: how far
 * results move is what rounding leaves of them, whatever cancels on the way.
 *
 * <p>
 * Source: D. S. Parker, <i>Monte Carlo arithmetic: exploiting randomness in floating-point arithmetic</i>, UCLA Computer
 * Science Department, CSD-970002, 1997.
 *
 * @param size of a disturbance in units of the last place of 1; 0 for the same computation undisturbed
 */
record Disturbance(Rng rng, int size) implements Interceptor {

    private static final double UNIT = Math.ulp(1.0);

    @Override
    public Tensor apply(Op op, Tensor... inputs) {
        Tensor[] disturbed = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            disturbed[i] = inputs[i].dtype() == DType.FLOAT64 ? disturbed(inputs[i]) : inputs[i];
        }
        return op.apply(disturbed);
    }

    private Tensor disturbed(Tensor x) {
        double[] factors = new double[x.numel()];
        rng.uniform(factors, -size, size);
        for (int i = 0; i < factors.length; i++) {
            factors[i] = 1 + Math.rint(factors[i]) * UNIT;
        }
        return new MulOp().apply(x, Tensor.wrap(factors, x.shape()));
    }
}

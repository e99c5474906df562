package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;

/** y ← α·x + β·y for a parameter y and its only operand x. */
record Axpby(double alpha, double beta) implements Parameter.Update {

    @Override
    public <A> void apply(Kernels<A> kernels, A data, List<A> operands) {
        kernels.axpby(alpha, operands.getFirst(), beta, data);
    }

    /** y + α·x, in a new tensor. */
    static Tensor plus(Tensor y, double alpha, Tensor x) {
        Parameter sum = new Parameter(y).requiresGrad(false);
        sum.update(new Axpby(alpha, 1), x);
        return sum;
    }
}

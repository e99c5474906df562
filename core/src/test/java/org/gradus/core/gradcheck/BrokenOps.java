package org.gradus.core.gradcheck;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.BinaryFunction;
import org.gradus.core.kernel.Broadcast;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.op.ExpandOp;
import org.gradus.core.op.WherePositiveOp;
import org.gradus.core.random.Rng;

/** Squares, y = x², whose backward rules are wrong in one way each; the right one is u·2x. */
final class BrokenOps {

    private BrokenOps() {}

    interface Square extends Op {

        @Override
        default TensorType infer(List<Tensor> inputs) {
            return inputs.get(0).type();
        }

        @Override
        default <A> void forward(Kernels<A> kernels, Call<A> call) {
            int[] sizes = call.shape(0).toArray();
            kernels.binary(BinaryFunction.MUL, call.in(0), call.in(0), call.out(), Broadcast.of(sizes, sizes, sizes));
        }
    }

    record ForgetsTheTwo() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(0));
        }
    }

    record RightAtFirstOrderOnly() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(0).detach()).mul(2);
        }
    }

    /** Right for cotangents of ones and zeros. */
    record SquaresItsUpstream() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(upstream).mul(inputs.get(0)).mul(2);
        }
    }

    /** Right for cotangents that are not negative. */
    record DropsNegativeUpstream() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return new WherePositiveOp().apply(upstream, upstream).mul(inputs.get(0)).mul(2);
        }
    }

    record DrawsInItsVjp(Rng rng) implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            double noise = Tape.noGrad(() -> Tensor.rand(rng, 1)).get(0);
            return upstream.mul(inputs.get(0)).mul(2 + noise);
        }
    }

    /** Right for cotangents of the order of 1. */
    record ForgetsWhatIsSmall() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return new WherePositiveOp().apply(upstream, upstream.detach().abs().sub(0.01)).mul(inputs.get(0)).mul(2);
        }
    }

    /** Right for cotangents of the order of 1, and NaN for large ones. */
    record OverflowsEarly() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(0)).mul(2).add(upstream.detach().mul(1e305).mul(100).mul(0));
        }
    }

    /** Right for every cotangent but in its own derivative by the cotangent. */
    record ReadsItsUpstream() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.detach().mul(inputs.get(0)).mul(2);
        }
    }

    /** Off by so little that no cotangent of the order of 1 shows it. */
    record AddsALittle() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(0)).mul(2).add(1e-13);
        }
    }

    /** Computes its gradient in float32. */
    record RoundsToFloat32() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(0)).mul(2).to(DType.FLOAT32).to(DType.FLOAT64);
        }
    }

    /** Gives every element of the gradient the sum of all. */
    record MixesElements() implements Square {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return ExpandOp.expand(upstream.mul(inputs.get(0)).mul(2).sum(true), inputs.get(0).shape());
        }
    }
}

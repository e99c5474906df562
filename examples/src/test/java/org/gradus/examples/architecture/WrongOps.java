package org.gradus.examples.architecture;

import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Parallel;
import org.gradus.core.kernel.UnaryFunction;
import org.gradus.core.op.ExpOp;

/** Ops as they must not be, and one as it should. */
final class WrongOps {

    private WrongOps() {}

    private interface Base extends Op {
        @Override
        default TensorType infer(List<Tensor> inputs) {
            return inputs.getFirst().type();
        }

        @Override
        default <A> void forward(Kernels<A> kernels, Call<A> call) {
            kernels.unary(UnaryFunction.EXP, call.in(0), call.out());
        }

        @Override
        default Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(output);
        }
    }

    record RightOp() implements Base {
        @Override
        public <A> void forward(Kernels<A> kernels, Call<A> call) {
            kernels.unary(UnaryFunction.EXP, call.in(0), call.out());
        }

        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(output);
        }
    }

    record ForwardByAnOp() implements Base {
        @Override
        public <A> void forward(Kernels<A> kernels, Call<A> call) {
            new ExpOp().apply(Tensor.ones(1));
        }
    }

    record ForwardByAlgebra() implements Base {
        @Override
        public <A> void forward(Kernels<A> kernels, Call<A> call) {
            helper(Tensor.ones(1));
        }

        private static void helper(Tensor x) {
            x.exp();
        }
    }

    record ForwardByALambda() implements Base {
        @Override
        public <A> void forward(Kernels<A> kernels, Call<A> call) {
            IntStream.range(0, 2).mapToObj(Tensor::ones).forEach(ExpOp::exp);
        }
    }

    record VjpByKernels() implements Base {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return helper(upstream);
        }

        private Tensor helper(Tensor upstream) {
            Parallel.run(2, _ -> {});
            return upstream;
        }
    }
}

package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.gradus.core.Call;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Matrices;
import org.gradus.core.kernel.MatrixFunction;

/** Tensors as batches of matrices, which their last two dimensions are. */
final class Batches {

    private Batches() {}

    /** The shape without the matrices' rows and columns. */
    static Shape leading(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    }

    /** The shape of a batch of something of these sizes. */
    static Shape of(Shape batch, int... sizes) {
        return Shape.of(Ints.concat(batch.toArray(), sizes));
    }

    /** Matrices broadcast to a batch. */
    static Tensor expand(Tensor x, Shape batch) {
        return ExpandOp.expand(x, of(batch, x.size(-2), x.size(-1)));
    }

    /** Solves for B's batch and A's, broadcast. */
    static Tensor broadcast(String op, Tensor a, Tensor b, BinaryOperator<Tensor> solver) {
        Shape batch = Shape.broadcast(op, leading(a.shape()), leading(b.shape()));
        return solver.apply(expand(a, batch), expand(b, batch));
    }

    /**
     * Solves for a B that is a matrix or a batch of them, or else, as PyTorch tells them apart, a vector or one vector for
     * each A.
     */
    static Tensor columns(Tensor a, Tensor b, BinaryOperator<Tensor> solver) {
        int rank = b.shape().rank();
        boolean vectors = rank == 1 || rank == a.shape().rank() - 1 && b.shape()
                .equals(Shape.of(Arrays.copyOf(a.shape().toArray(), rank)));
        return vectors
                ? ReshapeOp.squeeze(solver.apply(a, ReshapeOp.unsqueeze(b, -1)), -1)
                : solver.apply(a, b);
    }

    static void checkMatrices(String op, Tensor x) {
        Checks.floating(op, x);
        checkArgument(x.shape().rank() >= 2, "[%s] needs a matrix or a batch of them, but came %s", op, x.type());
    }

    static void checkSquare(String op, Tensor x) {
        checkMatrices(op, x);
        checkArgument(x.size(-1) == x.size(-2), "[%s] needs square matrices, but came %s", op, x.type());
    }

    /** A system of equations with the same number of equations on both sides, a batch of them on both or on neither. */
    static TensorType checkSystem(String op, Tensor a, Tensor b) {
        Checks.sameType(op, a, b);
        checkSquare(op, a);
        checkArgument(b.shape().rank() >= 2 && a.size(-1) == b.size(-2),
                "[%s] matrices %s need a right-hand side with %s rows, but came %s; transpose or reshape it", op,
                a.shape(),
                a.size(-1), b.shape());
        checkArgument(leading(a.shape()).equals(leading(b.shape())),
                "[%s] %s and %s are not equal batches; expand one", op, a.shape(), b.shape());
        return b.type();
    }

    /** Computes the output's matrices by a function of the inputs' ones at the same place. */
    static <A> void each(Kernels<A> kernels, Call<A> call, MatrixFunction f) {
        Shape out = call.outShape();
        each(kernels, call, f, new Matrices<>(call.out(), out.size(-2), out.size(-1)));
    }

    /** As {@link #each(Kernels, Call, MatrixFunction)}, for an output that the function fills as matrices of another shape. */
    static <A> void each(Kernels<A> kernels, Call<A> call, MatrixFunction f, Matrices<A> output) {
        var inputs = ImmutableList.<Matrices<A>>builder();
        for (int i = 0; i < call.arity(); i++) {
            inputs.add(new Matrices<>(call.in(i), call.shape(i).size(-2), call.shape(i).size(-1)));
        }
        kernels.eachMatrix(f, inputs.build(), output, leading(call.shape(0)).numel());
    }

    /** The identity matrix, of a tensor's element type. */
    static Tensor identity(int n, Tensor like) {
        return Diagonals.diagEmbed(Tensor.full(Shape.of(n), 1, like.dtype()), 0);
    }
}

package org.gradus.core;

import org.gradus.core.kernel.Comparison;
import org.gradus.core.op.AddOp;
import org.gradus.core.op.ArgmaxOp;
import org.gradus.core.op.CastOp;
import org.gradus.core.op.CompareOp;
import org.gradus.core.op.DivOp;
import org.gradus.core.op.ExpOp;
import org.gradus.core.op.ExpandOp;
import org.gradus.core.op.GatherOp;
import org.gradus.core.op.LogOp;
import org.gradus.core.op.LogSoftmaxOp;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.MulOp;
import org.gradus.core.op.NarrowOp;
import org.gradus.core.op.NegOp;
import org.gradus.core.op.PermuteOp;
import org.gradus.core.op.ReluOp;
import org.gradus.core.op.ReshapeOp;
import org.gradus.core.op.SigmoidOp;
import org.gradus.core.op.SoftmaxOp;
import org.gradus.core.op.SubOp;
import org.gradus.core.op.SumOp;
import org.gradus.core.op.TanhOp;

/**
 * The operations on a tensor that are chained, each of them the op of the same name in {@code org.gradus.core.op}, where
 * formulas and errors are documented. Operands broadcast as in NumPy; a number takes the tensor's element type.
 */
public sealed interface TensorAlgebra permits Tensor {

    private Tensor self() {
        return (Tensor) this;
    }

    private Tensor number(double value) {
        return Tensor.full(Shape.SCALAR, value, self().dtype());
    }

    /** this + other. */
    default Tensor add(Tensor other) {
        return AddOp.add(self(), other);
    }

    /** this + number. */
    default Tensor add(double number) {
        return add(number(number));
    }

    /** this − other. */
    default Tensor sub(Tensor other) {
        return SubOp.sub(self(), other);
    }

    /** this − number. */
    default Tensor sub(double number) {
        return sub(number(number));
    }

    /** this · other, element by element. */
    default Tensor mul(Tensor other) {
        return MulOp.mul(self(), other);
    }

    /** this · number. */
    default Tensor mul(double number) {
        return mul(number(number));
    }

    /** this / other, element by element. */
    default Tensor div(Tensor other) {
        return DivOp.div(self(), other);
    }

    /** this / number. */
    default Tensor div(double number) {
        return div(number(number));
    }

    /** −this. */
    default Tensor neg() {
        return NegOp.neg(self());
    }

    /** eˣ. */
    default Tensor exp() {
        return ExpOp.exp(self());
    }

    /** ln x. */
    default Tensor log() {
        return LogOp.log(self());
    }

    /** tanh x. */
    default Tensor tanh() {
        return TanhOp.tanh(self());
    }

    /** 1 / (1 + e⁻ˣ). */
    default Tensor sigmoid() {
        return SigmoidOp.sigmoid(self());
    }

    /** max(x, 0). */
    default Tensor relu() {
        return ReluOp.relu(self());
    }

    /** exp x / Σ exp x along a dimension. */
    default Tensor softmax(int dim) {
        return SoftmaxOp.softmax(self(), dim);
    }

    /** x − log Σ exp x along a dimension. */
    default Tensor logSoftmax(int dim) {
        return LogSoftmaxOp.logSoftmax(self(), dim);
    }

    /** The matrix product, of batches too. */
    default Tensor matmul(Tensor other) {
        return MatMulOp.matmul(self(), other);
    }

    /** The sum over some dimensions, which are dropped, or over all if none is named. */
    default Tensor sum(int... dims) {
        return SumOp.sum(self(), false, dims);
    }

    /** The sum over some dimensions, which stay with size 1 if {@code keepDim} is set. */
    default Tensor sum(boolean keepDim, int... dims) {
        return SumOp.sum(self(), keepDim, dims);
    }

    /** The mean over some dimensions, which are dropped, or over all if none is named. */
    default Tensor mean(int... dims) {
        return mean(false, dims);
    }

    /** The mean over some dimensions, which stay with size 1 if {@code keepDim} is set. */
    default Tensor mean(boolean keepDim, int... dims) {
        Tensor sum = sum(keepDim, dims);
        return sum.div((double) self().numel() / sum.numel());
    }

    /** Where along a dimension the largest element stands, as INT64. */
    default Tensor argmax(int dim) {
        return ArgmaxOp.argmax(self(), dim);
    }

    /** Whether elements are equal, as BOOL. */
    default Tensor eq(Tensor other) {
        return CompareOp.compare(Comparison.EQ, self(), other);
    }

    /** Whether elements differ, as BOOL. */
    default Tensor ne(Tensor other) {
        return CompareOp.compare(Comparison.NE, self(), other);
    }

    /** Whether this is less, as BOOL. */
    default Tensor lt(Tensor other) {
        return CompareOp.compare(Comparison.LT, self(), other);
    }

    /** Whether this is less or equal, as BOOL. */
    default Tensor le(Tensor other) {
        return CompareOp.compare(Comparison.LE, self(), other);
    }

    /** Whether this is greater, as BOOL. */
    default Tensor gt(Tensor other) {
        return CompareOp.compare(Comparison.GT, self(), other);
    }

    /** Whether this is greater or equal, as BOOL. */
    default Tensor ge(Tensor other) {
        return CompareOp.compare(Comparison.GE, self(), other);
    }

    /** The same elements in another shape; one size may be −1. */
    default Tensor reshape(int... shape) {
        return ReshapeOp.reshape(self(), shape);
    }

    /** Dimensions from {@code startDim} to the last merged into one. */
    default Tensor flatten(int startDim) {
        return ReshapeOp.flatten(self(), startDim, -1);
    }

    /** A dimension of size 1 inserted. */
    default Tensor unsqueeze(int dim) {
        return ReshapeOp.unsqueeze(self(), dim);
    }

    /** A dimension of size 1 dropped. */
    default Tensor squeeze(int dim) {
        return ReshapeOp.squeeze(self(), dim);
    }

    /** The dimensions in another order. */
    default Tensor permute(int... order) {
        return PermuteOp.permute(self(), order);
    }

    /** Two dimensions exchanged. */
    default Tensor transpose(int dim0, int dim1) {
        return PermuteOp.transpose(self(), dim0, dim1);
    }

    /** Repeated along dimensions of size 1 to fill a shape. */
    default Tensor expand(int... shape) {
        return ExpandOp.expand(self(), Shape.of(shape));
    }

    /** A run of elements along a dimension. */
    default Tensor narrow(int dim, int start, int length) {
        return NarrowOp.narrow(self(), dim, start, length);
    }

    /** One index of a dimension, which is dropped. */
    default Tensor select(int dim, int index) {
        return NarrowOp.select(self(), dim, index);
    }

    /** The elements along a dimension where an index says. */
    default Tensor gather(int dim, Tensor index) {
        return GatherOp.gather(self(), dim, index);
    }

    /** The elements converted to another type. */
    default Tensor to(DType dtype) {
        return CastOp.to(self(), dtype);
    }
}

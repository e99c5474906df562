package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.kernel.Comparison;
import org.gradus.core.op.AbsOp;
import org.gradus.core.op.AddOp;
import org.gradus.core.op.ArgmaxOp;
import org.gradus.core.op.ArgminOp;
import org.gradus.core.op.ArgsortOp;
import org.gradus.core.op.CastOp;
import org.gradus.core.op.CeilOp;
import org.gradus.core.op.ClampOp;
import org.gradus.core.op.CompareOp;
import org.gradus.core.op.CosOp;
import org.gradus.core.op.CumsumOp;
import org.gradus.core.op.DetOp;
import org.gradus.core.op.DivOp;
import org.gradus.core.op.ExpOp;
import org.gradus.core.op.ExpandOp;
import org.gradus.core.op.Expm1Op;
import org.gradus.core.op.Finiteness;
import org.gradus.core.op.FloorOp;
import org.gradus.core.op.GatherOp;
import org.gradus.core.op.IndexSelectOp;
import org.gradus.core.op.InverseOp;
import org.gradus.core.op.LinearRecurrenceOp;
import org.gradus.core.op.Log1pOp;
import org.gradus.core.op.LogOp;
import org.gradus.core.op.LogSoftmaxOp;
import org.gradus.core.op.LogSumExpOp;
import org.gradus.core.op.LogicalOp;
import org.gradus.core.op.Masks;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.MaximumOp;
import org.gradus.core.op.MinimumOp;
import org.gradus.core.op.MulOp;
import org.gradus.core.op.NegOp;
import org.gradus.core.op.NormOp;
import org.gradus.core.op.OrderStatistics;
import org.gradus.core.op.PermuteOp;
import org.gradus.core.op.PowOp;
import org.gradus.core.op.ProdOp;
import org.gradus.core.op.Quantifiers;
import org.gradus.core.op.ReciprocalOp;
import org.gradus.core.op.ReluOp;
import org.gradus.core.op.Repetition;
import org.gradus.core.op.ReshapeOp;
import org.gradus.core.op.RoundOp;
import org.gradus.core.op.RsqrtOp;
import org.gradus.core.op.SigmoidOp;
import org.gradus.core.op.SignOp;
import org.gradus.core.op.SinOp;
import org.gradus.core.op.SliceOp;
import org.gradus.core.op.SoftmaxOp;
import org.gradus.core.op.Sorting;
import org.gradus.core.op.Splitting;
import org.gradus.core.op.SqrtOp;
import org.gradus.core.op.SquareOp;
import org.gradus.core.op.SubOp;
import org.gradus.core.op.SumOp;
import org.gradus.core.op.TanhOp;
import org.gradus.core.op.Triangles;
import org.gradus.core.op.Unfolding;
import org.gradus.core.op.VarOp;

/**
 * The operations on a tensor that are chained, each of them the op of the same name in {@code org.gradus.core.op}, where
 * formulas and errors are documented. Operands broadcast as in NumPy; a number takes the tensor's element type.
 */
public sealed interface TensorAlgebra permits Tensor {

    private Tensor self() {
        return (Tensor) this;
    }

    private Tensor number(String op, double value) {
        checkArgument(dtypeHolds(value), "[%s] %s has no room for %s; convert it with to(DType.FLOAT32)", op,
                self().type(), value);
        return Tensor.full(Shape.SCALAR, value, self().dtype());
    }

    private boolean dtypeHolds(double value) {
        return self().dtype() != DType.INT64 || value == (long) value;
    }

    /** this + other. */
    default Tensor add(Tensor other) {
        return AddOp.add(self(), other);
    }

    /** this + number. */
    default Tensor add(double number) {
        return add(number("add", number));
    }

    /** this − other. */
    default Tensor sub(Tensor other) {
        return SubOp.sub(self(), other);
    }

    /** this − number. */
    default Tensor sub(double number) {
        return sub(number("sub", number));
    }

    /** this · other, element by element. */
    default Tensor mul(Tensor other) {
        return MulOp.mul(self(), other);
    }

    /** this · number. */
    default Tensor mul(double number) {
        return mul(number("mul", number));
    }

    /** this / other, element by element. */
    default Tensor div(Tensor other) {
        return DivOp.div(self(), other);
    }

    /** this / number. */
    default Tensor div(double number) {
        return div(number("div", number));
    }

    /** −this. */
    default Tensor neg() {
        return NegOp.neg(self());
    }

    /** |x|. */
    default Tensor abs() {
        return AbsOp.abs(self());
    }

    /** −1, 0 or 1. */
    default Tensor sign() {
        return SignOp.sign(self());
    }

    /** 1/x. */
    default Tensor reciprocal() {
        return ReciprocalOp.reciprocal(self());
    }

    /** x². */
    default Tensor square() {
        return SquareOp.square(self());
    }

    /** √x. */
    default Tensor sqrt() {
        return SqrtOp.sqrt(self());
    }

    /** 1/√x. */
    default Tensor rsqrt() {
        return RsqrtOp.rsqrt(self());
    }

    /** this to the power of other, element by element. */
    default Tensor pow(Tensor other) {
        return PowOp.pow(self(), other);
    }

    /** this to the power of a number. */
    default Tensor pow(double exponent) {
        return PowOp.pow(self(), exponent);
    }

    /** eˣ. */
    default Tensor exp() {
        return ExpOp.exp(self());
    }

    /** eˣ − 1. */
    default Tensor expm1() {
        return Expm1Op.expm1(self());
    }

    /** ln x. */
    default Tensor log() {
        return LogOp.log(self());
    }

    /** ln(1 + x). */
    default Tensor log1p() {
        return Log1pOp.log1p(self());
    }

    /** sin x. */
    default Tensor sin() {
        return SinOp.sin(self());
    }

    /** cos x. */
    default Tensor cos() {
        return CosOp.cos(self());
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

    /** min(max(x, min), max); an infinite bound is none. */
    default Tensor clamp(double min, double max) {
        return ClampOp.clamp(self(), min, max);
    }

    /** The smaller of this and other. */
    default Tensor minimum(Tensor other) {
        return MinimumOp.minimum(self(), other);
    }

    /** The larger of this and other. */
    default Tensor maximum(Tensor other) {
        return MaximumOp.maximum(self(), other);
    }

    /** The largest whole number that is not above. */
    default Tensor floor() {
        return FloorOp.floor(self());
    }

    /** The smallest whole number that is not below. */
    default Tensor ceil() {
        return CeilOp.ceil(self());
    }

    /** The nearest whole number, the even one of two. */
    default Tensor round() {
        return RoundOp.round(self());
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

    /** The inverse of a matrix, of batches too. */
    default Tensor inverse() {
        return InverseOp.inverse(self());
    }

    /** The determinant of a matrix, of batches too. */
    default Tensor det() {
        return DetOp.det(self());
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

    /** The variance over some dimensions, which are dropped, or over all if none is named, with correction 1. */
    default Tensor var(int... dims) {
        return VarOp.var(self(), false, dims);
    }

    /** The variance as the options say. */
    default Tensor var(VarOptions options) {
        return VarOp.var(self(), options);
    }

    /** The standard deviation over some dimensions, which are dropped, or over all if none is named, with correction 1. */
    default Tensor std(int... dims) {
        return VarOp.std(self(), false, dims);
    }

    /** The standard deviation as the options say. */
    default Tensor std(VarOptions options) {
        return VarOp.std(self(), options);
    }

    /** √Σ x² over all dimensions. */
    default Tensor norm() {
        return norm(NormOptions.DEFAULT);
    }

    /** (Σ |x|ᵖ)^(1/p) over some dimensions, which are dropped, or over all if none is named. */
    default Tensor norm(double p, int... dims) {
        return norm(NormOptions.over(dims).withP(p));
    }

    /** A norm as the options say. */
    default Tensor norm(NormOptions options) {
        return NormOp.norm(self(), options);
    }

    /** log Σ exp x over some dimensions, which are dropped, or over all if none is named. */
    default Tensor logSumExp(int... dims) {
        return LogSumExpOp.logSumExp(self(), false, dims);
    }

    /** log Σ exp x over some dimensions, which stay with size 1 if {@code keepDim} is set. */
    default Tensor logSumExp(boolean keepDim, int... dims) {
        return LogSumExpOp.logSumExp(self(), keepDim, dims);
    }

    /** The product over some dimensions, which are dropped, or over all if none is named. */
    default Tensor prod(int... dims) {
        return ProdOp.prod(self(), false, dims);
    }

    /** The product over some dimensions, which stay with size 1 if {@code keepDim} is set. */
    default Tensor prod(boolean keepDim, int... dims) {
        return ProdOp.prod(self(), keepDim, dims);
    }

    /** The sums from the first element on along a dimension. */
    default Tensor cumsum(int dim) {
        return CumsumOp.cumsum(self(), dim);
    }

    /** The products from the first element on along a dimension. */
    default Tensor cumprod(int dim) {
        return LinearRecurrenceOp.cumprod(self(), dim);
    }

    /** The largest element along some dimensions, which are dropped, or of all if none is named; equals share the gradient. */
    default Tensor amax(int... dims) {
        return OrderStatistics.amax(self(), false, dims);
    }

    /** The largest element along some dimensions, which stay with size 1 if {@code keepDim} is set. */
    default Tensor amax(boolean keepDim, int... dims) {
        return OrderStatistics.amax(self(), keepDim, dims);
    }

    /** The smallest element along some dimensions, which are dropped, or of all if none is named; equals share the gradient. */
    default Tensor amin(int... dims) {
        return OrderStatistics.amin(self(), false, dims);
    }

    /** The smallest element along some dimensions, which stay with size 1 if {@code keepDim} is set. */
    default Tensor amin(boolean keepDim, int... dims) {
        return OrderStatistics.amin(self(), keepDim, dims);
    }

    /** The largest element. */
    default Tensor max() {
        return amax();
    }

    /** The largest elements along a dimension, which is dropped, and their indices. */
    default ValuesAndIndices max(int dim) {
        return OrderStatistics.max(self(), dim, false);
    }

    /** The smallest element. */
    default Tensor min() {
        return amin();
    }

    /** The smallest elements along a dimension, which is dropped, and their indices. */
    default ValuesAndIndices min(int dim) {
        return OrderStatistics.min(self(), dim, false);
    }

    /** The middle element, the lower of two. */
    default Tensor median() {
        return OrderStatistics.median(self());
    }

    /** The middle elements along a dimension, which is dropped, and their indices. */
    default ValuesAndIndices median(int dim) {
        return OrderStatistics.median(self(), dim, false);
    }

    /** Where the largest element stands in row-major order, as INT64. */
    default Tensor argmax() {
        return ArgmaxOp.argmax(self());
    }

    /** Where along a dimension the largest element stands, as INT64. */
    default Tensor argmax(int dim) {
        return ArgmaxOp.argmax(self(), dim);
    }

    /** Where the smallest element stands in row-major order, as INT64. */
    default Tensor argmin() {
        return ArgminOp.argmin(self());
    }

    /** Where along a dimension the smallest element stands, as INT64. */
    default Tensor argmin(int dim) {
        return ArgminOp.argmin(self(), dim);
    }

    /** Where along a dimension the elements in ascending order stand, as INT64. */
    default Tensor argsort(int dim) {
        return ArgsortOp.argsort(self(), dim);
    }

    /** The elements along a dimension in ascending order, and their indices. */
    default ValuesAndIndices sort(int dim) {
        return Sorting.sort(self(), dim);
    }

    /** The elements along a dimension in ascending or in descending order, and their indices. */
    default ValuesAndIndices sort(int dim, boolean descending) {
        return Sorting.sort(self(), dim, descending);
    }

    /** The k largest elements along a dimension, the largest first, and their indices. */
    default ValuesAndIndices topk(int k, int dim) {
        return Sorting.topk(self(), k, dim);
    }

    /** Whether any element is true, or not 0, along some dimensions or of all if none is named. */
    default Tensor any(int... dims) {
        return Quantifiers.any(self(), false, dims);
    }

    /** Whether all elements are true, or not 0, along some dimensions or of all if none is named. */
    default Tensor all(int... dims) {
        return Quantifiers.all(self(), false, dims);
    }

    /** Whether elements are equal, as BOOL. */
    default Tensor eq(Tensor other) {
        return CompareOp.compare(Comparison.EQ, self(), other);
    }

    /** Whether elements are equal to a number, as BOOL. */
    default Tensor eq(double number) {
        return CompareOp.compare(Comparison.EQ, self(), number);
    }

    /** Whether elements differ, as BOOL. */
    default Tensor ne(Tensor other) {
        return CompareOp.compare(Comparison.NE, self(), other);
    }

    /** Whether elements differ from a number, as BOOL. */
    default Tensor ne(double number) {
        return CompareOp.compare(Comparison.NE, self(), number);
    }

    /** Whether this is less, as BOOL. */
    default Tensor lt(Tensor other) {
        return CompareOp.compare(Comparison.LT, self(), other);
    }

    /** Whether elements are less than a number, as BOOL. */
    default Tensor lt(double number) {
        return CompareOp.compare(Comparison.LT, self(), number);
    }

    /** Whether this is less or equal, as BOOL. */
    default Tensor le(Tensor other) {
        return CompareOp.compare(Comparison.LE, self(), other);
    }

    /** Whether elements are less than a number or equal, as BOOL. */
    default Tensor le(double number) {
        return CompareOp.compare(Comparison.LE, self(), number);
    }

    /** Whether this is greater, as BOOL. */
    default Tensor gt(Tensor other) {
        return CompareOp.compare(Comparison.GT, self(), other);
    }

    /** Whether elements are greater than a number, as BOOL. */
    default Tensor gt(double number) {
        return CompareOp.compare(Comparison.GT, self(), number);
    }

    /** Whether this is greater or equal, as BOOL. */
    default Tensor ge(Tensor other) {
        return CompareOp.compare(Comparison.GE, self(), other);
    }

    /** Whether elements are greater than a number or equal, as BOOL. */
    default Tensor ge(double number) {
        return CompareOp.compare(Comparison.GE, self(), number);
    }

    /** Whether both are true. */
    default Tensor logicalAnd(Tensor other) {
        return LogicalOp.logicalAnd(self(), other);
    }

    /** Whether at least one is true. */
    default Tensor logicalOr(Tensor other) {
        return LogicalOp.logicalOr(self(), other);
    }

    /** Whether exactly one is true. */
    default Tensor logicalXor(Tensor other) {
        return LogicalOp.logicalXor(self(), other);
    }

    /** Whether this is false. */
    default Tensor logicalNot() {
        return LogicalOp.logicalNot(self());
    }

    /** Whether elements are NaN. */
    default Tensor isNan() {
        return Finiteness.isNan(self());
    }

    /** Whether elements are neither infinite nor NaN. */
    default Tensor isFinite() {
        return Finiteness.isFinite(self());
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

    /** All dimensions of size 1 dropped. */
    default Tensor squeeze() {
        return ReshapeOp.squeeze(self());
    }

    /** A dimension split into several; one size may be −1. */
    default Tensor unflatten(int dim, int... sizes) {
        return ReshapeOp.unflatten(self(), dim, sizes);
    }

    /** The dimensions in another order. */
    default Tensor permute(int... order) {
        return PermuteOp.permute(self(), order);
    }

    /** Two dimensions exchanged. */
    default Tensor transpose(int dim0, int dim1) {
        return PermuteOp.transpose(self(), dim0, dim1);
    }

    /** A matrix transposed. */
    default Tensor t() {
        return PermuteOp.t(self());
    }

    /** Each matrix of a batch transposed. */
    default Tensor mT() {
        return PermuteOp.mT(self());
    }

    /** Repeated along dimensions of size 1 to fill a shape, in which −1 keeps a size. */
    default Tensor expand(int... shape) {
        return ExpandOp.expand(self(), shape);
    }

    /** Repeated so many times along each dimension. */
    default Tensor repeat(int... times) {
        return Repetition.repeat(self(), times);
    }

    /** Some dimensions in reverse order, or all if none is named. */
    default Tensor flip(int... dims) {
        return SliceOp.flip(self(), dims);
    }

    /** Matrices with zeros above the main diagonal. */
    default Tensor tril() {
        return Triangles.tril(self());
    }

    /** Matrices with zeros below the main diagonal. */
    default Tensor triu() {
        return Triangles.triu(self());
    }

    /** Moved on along a dimension, and round its end. */
    default Tensor roll(int shift, int dim) {
        return Repetition.roll(self(), shift, dim);
    }

    /** A slice of each dimension, or of the first ones. */
    default Tensor slice(Slice... slices) {
        return SliceOp.slice(self(), slices);
    }

    /** A slice of one dimension. */
    default Tensor slice(int dim, Slice slice) {
        return SliceOp.slice(self(), dim, slice);
    }

    /** A run of elements along a dimension. */
    default Tensor narrow(int dim, int start, int length) {
        return SliceOp.narrow(self(), dim, start, length);
    }

    /** One index of a dimension, which is dropped. */
    default Tensor select(int dim, int index) {
        return SliceOp.select(self(), dim, index);
    }

    /** Windows along a dimension, one every {@code step} elements; what each holds comes last. */
    default Tensor unfold(int dim, int size, int step) {
        return Unfolding.unfold(self(), dim, size, step);
    }

    /** Parts of one size along a dimension, of which the last may be smaller. */
    default List<Tensor> split(int size, int dim) {
        return Splitting.split(self(), size, dim);
    }

    /** At most so many parts along a dimension. */
    default List<Tensor> chunk(int chunks, int dim) {
        return Splitting.chunk(self(), chunks, dim);
    }

    /** One tensor for each index of a dimension, which is dropped. */
    default List<Tensor> unbind(int dim) {
        return Splitting.unbind(self(), dim);
    }

    /** The slices along a dimension that a vector of indices names. */
    default Tensor indexSelect(int dim, Tensor index) {
        return IndexSelectOp.indexSelect(self(), dim, index);
    }

    /** A number where a mask is true. */
    default Tensor maskedFill(Tensor mask, double value) {
        return Masks.maskedFill(self(), mask, value);
    }

    /** The elements where a mask is true, as a vector. */
    default Tensor maskedSelect(Tensor mask) {
        return Masks.maskedSelect(self(), mask);
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

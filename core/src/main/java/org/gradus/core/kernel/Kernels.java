package org.gradus.core.kernel;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of one element type: loops over arrays, ignorant of tensors and gradients.
 *
 * <p>
 * Every argument has been checked by the op that calls. A result array never overlaps an operand unless a method says
 * that it may. Results depend on sizes and values alone, never on the number of threads.
 *
 * @param <A> the array type, {@code float[]} for FLOAT32
 */
public interface Kernels<A> {

    /** A new array of zeros. */
    A allocate(int length);

    /** y[i] = value. */
    void fill(A y, double value);

    /** y[i] = f(x[i]); y may be x. */
    void unary(UnaryFunction f, A x, A y);

    /** y[i] = f(a[i], b[i]) with a and b broadcast by the plan; y may be an operand of the output's size. */
    void binary(BinaryFunction f, A a, A b, A y, Broadcast plan);

    /** y[i] = f(x[i]) for any function, computed in double and rounded once, on several threads; y may be x. */
    void map(DoubleUnaryOperator f, A x, A y);

    /** y[i] = f(a[i], b[i]) for any function, as {@link #map}, with a and b broadcast by the plan. */
    void zip(DoubleBinaryOperator f, A a, A b, A y, Broadcast plan);

    /** y[i] = whether a[i] compares so with b[i], both broadcast by the plan. */
    void compare(Comparison comparison, A a, A b, boolean[] y, Broadcast plan);

    /** y[i] ← α·x[i] + β·y[i]. */
    void axpby(double alpha, A x, double beta, A y);

    /** y[o,i] = Σⱼ x[o,j,i]. */
    void sum(A x, A y, Span span);

    /** y[o,i] = the first j at which x[o,j,i] is largest; a NaN counts as largest. */
    void argmax(A x, long[] y, Span span);

    /** y[o,i] = the first j at which x[o,j,i] is smallest; a NaN counts as smallest. */
    void argmin(A x, long[] y, Span span);

    /**
     * y[o,k,i] = the j at which x[o,j,i] is k-th in order of size, for k below {@code picks}; equal numbers keep their order,
     * and a NaN counts as largest.
     */
    void argsort(A x, long[] y, Span span, int picks, boolean descending);

    /** y[o,i] = Πⱼ x[o,j,i]. */
    void prod(A x, A y, Span span);

    /** y[o,i] = Σⱼ (x[o,j,i] − m)² / max(0, n − correction), m = Σⱼ x[o,j,i] / n, n being the span's length. */
    void variance(A x, A y, Span span, double correction);

    /** y[o,i] = (Σⱼ |x[o,j,i]|ᵖ)^(1/p); the largest and smallest for p = ±∞, and how many are not 0 for p = 0. */
    void norm(double p, A x, A y, Span span);

    /** y[o,i] = m + log Σⱼ exp(x[o,j,i] − m), m = maxⱼ x[o,j,i]; m itself if that is infinite. */
    void logSumExp(A x, A y, Span span);

    /** y[o,j,i] = Σ x[o,k,i] over k ≤ j, or over k ≥ j in reverse. */
    void cumsum(A x, A y, Span span, boolean reverse);

    /** y[o,j,i] = a[o,j,i]·y[o,j−1,i] + b[o,j,i], beginning with b[o,0,i]; in reverse j runs downwards from the last. */
    void recurrence(A a, A b, A y, Span span, boolean reverse);

    /** y[o,j,i] = exp(x[o,j,i] − m) / Σⱼ exp(x[o,j,i] − m), m = maxⱼ x[o,j,i]. */
    void softmax(A x, A y, Span span);

    /** y[o,j,i] = x[o,j,i] − m − log Σⱼ exp(x[o,j,i] − m), m = maxⱼ x[o,j,i]. */
    void logSoftmax(A x, A y, Span span);

    /** y[o,i] = log Σⱼ exp(x[o,j,i] − m) − (x[o,t,i] − m), t = labels[o,i], m = maxⱼ x[o,j,i]: its cross-entropy. */
    void crossEntropy(A x, long[] labels, A y, Span span);

    /** m[j] = Σ x[o,j,i] / n over o and i, n of them, or 0 unless centred, and Σ (x[o,j,i] − m[j])² / n. */
    Moments moments(A x, Span span, boolean centred);

    /**
     * y[o,j,i] = x̂[o,j,i]·weight[c] + bias[c], x̂ being x standardised and c the element's channel; either j itself, or any
     * where there is but one o.
     */
    void standardize(A x, Affine<A> affine, A y, Standardization s);

    /** y[j] = Σ u[o,j,i]·x̂[o,j,i] over o and i. */
    void standardizedDot(A u, A x, A y, Standardization s);

    /**
     * The gradient of x̂·weight[j] with respect to x, from which the moments came, given the output's gradient u:
     * y[o,j,i] = weight[j]·r[j]·(u[o,j,i] − Σu/n − x̂[o,j,i]·Σu·x̂/n) over j's group, without Σu/n unless centred.
     */
    void standardizeGrad(A u, A x, @Nullable A weight, A y, Standardization s);

    /** y[o,j,i] = x[o,index[o,j,i],i] for j below {@code picks}. */
    void gather(A x, long[] index, A y, Span span, int picks);

    /** y[o,index[o,j,i],i] += x[o,j,i] for j below {@code picks}, in ascending j; y comes filled with zeros. */
    void scatterAdd(A x, long[] index, A y, Span span, int picks);

    /** y[o,j,i] = x[o,index[j],i]; the span is x's. */
    default void indexSelect(A x, long[] index, A y, Span span) {
        IndexedCopy.run(x, index, y, span);
    }

    /** y[o,index[j],i] += x[o,j,i], in ascending j; the span is y's, and y comes filled with zeros. */
    void indexAdd(A x, long[] index, A y, Span span);

    /**
     * For each matrix of a batch, output = f(those of the inputs at its place), computed in double and rounded once, on several
     * threads.
     */
    default void eachMatrix(MatrixFunction f, List<Matrices<A>> inputs, Matrices<A> output, int batches) {
        EachMatrix.run(f, inputs, output, batches);
    }

    /** C = A·B for each matrix of the batch, either operand transposed or repeated as the geometry says. */
    void matmul(A a, A b, A c, MatMulGeometry geometry);

    /**
     * y[n,k,l,i,j] = bias[k] + Σ x[n,c,l·s+t·d−p,i·s+r·d−p,j·s+q·d−p] · w[k,c,t,r,q], over the channels of k's group; stride
     * s, dilation d and padding p are each axis's own.
     */
    void conv(A x, A weight, @Nullable A bias, A y, ConvGeometry geometry);

    /** y = max(x ⋆ w + b, 0), with the bits of {@link #conv} and {@link UnaryFunction#RELU} one after the other. */
    default void convRelu(A x, A weight, @Nullable A bias, A y, ConvGeometry geometry) {
        conv(x, weight, bias, y, geometry);
        unary(UnaryFunction.RELU, y, y);
    }

    /** The gradient of {@link #conv} with respect to x, given the output's gradient g. */
    void convInputGrad(A g, A weight, A x, ConvGeometry geometry);

    /** The gradient of {@link #conv} with respect to the weight, given the output's gradient g. */
    void convKernelGrad(A x, A g, A weight, ConvGeometry geometry);

    /** y[p,j,l] = Σ R[j,k] · C[l,m] · x[p,k,m] for each of so many planes p: y = R·x·Cᵀ. */
    void separable(SparseMatrix rows, SparseMatrix columns, A x, A y, int planes);

    /** The cell of each window that holds its largest value, the first of equals; a NaN counts as largest. */
    Winners maxPool2d(A x, Pool2dGeometry geometry);

    /** y = x at each window's winner. */
    void take(A x, Winners winners, A y);

    /** y, zeros at first, += g at each window's winner, in the order of the windows. */
    void put(A g, Winners winners, A y);

    /** y[i] = a[i] where c[i], else b[i], with a and b broadcast by the plan. */
    default void select(boolean[] c, A a, A b, A y, Broadcast plan) {
        new Selection(c, plan).run(a, b, y);
    }

    /** Moves elements from x into y, as the plan says: every slice, pad, permutation and concatenation is one. */
    default void copy(A x, A y, StridedCopy plan) {
        plan.run(x, y);
    }

    /** A strip that a rule lays over the array's elements. */
    MutableStrip strip(A array);

    /**
     * Works a rule out, in one pass over memory, on so many elements of arrays that it changes and arrays that it reads; no
     * array comes twice.
     */
    default void apply(StripRule rule, List<A> changed, List<A> read, int length) {
        Strips.run(this, rule, changed, read, length);
    }
}

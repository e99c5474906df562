package org.gradus.core.kernel;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** FLOAT32 on the Vector API; loaded only where the module {@code jdk.incubator.vector} is. */
final class VectorKernels implements Kernels<float[]> {

    private final PlainFloat32Kernels plain = new PlainFloat32Kernels();

    @Override
    public float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public void fill(float[] y, double value) {
        Arrays.fill(y, (float) value);
    }

    @Override
    public void unary(UnaryFunction f, float[] x, float[] y) {
        VectorElementwise.unary(f, x, y);
    }

    @Override
    public void binary(BinaryFunction f, float[] a, float[] b, float[] y, Broadcast plan) {
        VectorArithmetic.binary(f, a, b, y, plan);
    }

    @Override
    public void map(DoubleUnaryOperator f, float[] x, float[] y) {
        plain.map(f, x, y);
    }

    @Override
    public void zip(DoubleBinaryOperator f, float[] a, float[] b, float[] y, Broadcast plan) {
        plain.zip(f, a, b, y, plan);
    }

    @Override
    public void compare(Comparison comparison, float[] a, float[] b, boolean[] y, Broadcast plan) {
        VectorComparison.compare(comparison, a, b, y, plan);
    }

    @Override
    public void axpby(double alpha, float[] x, double beta, float[] y) {
        VectorElementwise.axpby((float) alpha, x, (float) beta, y);
    }

    @Override
    public void sum(float[] x, float[] y, Span span) {
        VectorSum.sum(x, y, span);
    }

    @Override
    public void argmax(float[] x, long[] y, Span span) {
        VectorArgmax.argmax(x, y, span);
    }

    @Override
    public void argmin(float[] x, long[] y, Span span) {
        plain.argmin(x, y, span);
    }

    @Override
    public void argsort(float[] x, long[] y, Span span, int picks, boolean descending) {
        plain.argsort(x, y, span, picks, descending);
    }

    @Override
    public void prod(float[] x, float[] y, Span span) {
        plain.prod(x, y, span);
    }

    @Override
    public void variance(float[] x, float[] y, Span span, double correction) {
        plain.variance(x, y, span, correction);
    }

    @Override
    public void norm(double p, float[] x, float[] y, Span span) {
        plain.norm(p, x, y, span);
    }

    @Override
    public void logSumExp(float[] x, float[] y, Span span) {
        plain.logSumExp(x, y, span);
    }

    @Override
    public void cumsum(float[] x, float[] y, Span span, boolean reverse) {
        plain.cumsum(x, y, span, reverse);
    }

    @Override
    public void recurrence(float[] a, float[] b, float[] y, Span span, boolean reverse) {
        plain.recurrence(a, b, y, span, reverse);
    }

    @Override
    public void softmax(float[] x, float[] y, Span span) {
        VectorSoftmax.softmax(x, y, span);
    }

    @Override
    public void logSoftmax(float[] x, float[] y, Span span) {
        VectorSoftmax.logSoftmax(x, y, span);
    }

    @Override
    public void crossEntropy(float[] x, long[] labels, float[] y, Span span) {
        VectorSoftmax.crossEntropy(x, labels, y, span);
    }

    @Override
    public Moments moments(float[] x, Span span, boolean centred) {
        return VectorNormalization.moments(x, span, centred);
    }

    @Override
    public void standardize(float[] x, Affine<float[]> affine, float[] y, Standardization s) {
        VectorNormalization.standardize(x, affine, y, s);
    }

    @Override
    public void standardizedDot(float[] u, float[] x, float[] y, Standardization s) {
        VectorNormalization.standardizedDot(u, x, y, s);
    }

    @Override
    public void standardizeGrad(float[] u, float[] x, float @Nullable [] weight, float[] y, Standardization s) {
        VectorNormalization.standardizeGrad(u, x, weight, y, s);
    }

    @Override
    public void gather(float[] x, long[] index, float[] y, Span span, int picks) {
        Float32Indexing.gather(x, index, y, span, picks);
    }

    @Override
    public void scatterAdd(float[] x, long[] index, float[] y, Span span, int picks) {
        Float32Indexing.scatterAdd(x, index, y, span, picks);
    }

    @Override
    public void indexAdd(float[] x, long[] index, float[] y, Span span) {
        IndexedSum.run(x, index, y, span);
    }

    @Override
    public void matmul(float[] a, float[] b, float[] c, MatMulGeometry geometry) {
        VectorGemm.matmul(a, b, c, geometry);
    }

    @Override
    public void conv(float[] x, float[] weight, float @Nullable [] bias, float[] y, ConvGeometry geometry) {
        ConvPlanner.forward(geometry).conv(x, weight, bias, false, y, geometry);
    }

    @Override
    public void convRelu(float[] x, float[] weight, float @Nullable [] bias, float[] y, ConvGeometry geometry) {
        ConvPlanner.forward(geometry).conv(x, weight, bias, true, y, geometry);
    }

    @Override
    public void convInputGrad(float[] g, float[] weight, float[] x, ConvGeometry geometry) {
        ConvPlanner.inputGrad(geometry).convInputGrad(g, weight, x, geometry);
    }

    @Override
    public void convKernelGrad(float[] x, float[] g, float[] weight, ConvGeometry geometry) {
        ConvPlanner.kernelGrad(geometry).convKernelGrad(x, g, weight, geometry);
    }

    @Override
    public void separable(SparseMatrix rows, SparseMatrix columns, float[] x, float[] y, int planes) {
        VectorSeparable.run(rows, columns, x, y, planes);
    }

    @Override
    public Winners maxPool2d(float[] x, Pool2dGeometry geometry) {
        return VectorMaxPool.maxPool2d(x, geometry);
    }

    @Override
    public void take(float[] x, Winners winners, float[] y) {
        VectorMaxPool.take(x, winners, y);
    }

    @Override
    public void put(float[] g, Winners winners, float[] y) {
        VectorMaxPool.put(g, winners, y);
    }

    @Override
    public MutableStrip strip(float[] array) {
        return new VectorStrip(array);
    }
}

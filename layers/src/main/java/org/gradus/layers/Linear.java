package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.op.MatMulOp;
import org.jspecify.annotations.Nullable;

/**
 * y = x·Wᵀ + b; x [*,in] → y [*,out], weight [out,in], bias [out].
 *
 * <p>
 * Weight and bias begin uniform on ±1/√in, drawn in this order from the global generator as PyTorch does.
 */
public sealed class Linear extends Layer permits NonDynamicallyQuantizableLinear {

    /**
     * What a linear layer has beyond its sizes.
     *
     * @param bias whether b is added
     */
    public record Options(boolean bias) {

        /** These options with a bias, or without. */
        public Options withBias(boolean value) {
            return new Options(value);
        }
    }

    private final int inFeatures;
    private final int outFeatures;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** A linear layer with a bias; otherwise as {@link #Linear(int, int, Options)}. */
    public Linear(int inFeatures, int outFeatures) {
        this(inFeatures, outFeatures, options());
    }

    /** A linear layer. @throws IllegalArgumentException if a number of features is below 1 */
    public Linear(int inFeatures, int outFeatures, Options options) {
        checkArgument(inFeatures >= 1, "[Linear] inFeatures must be at least 1, but is %s", inFeatures);
        checkArgument(outFeatures >= 1, "[Linear] outFeatures must be at least 1, but is %s", outFeatures);
        this.inFeatures = inFeatures;
        this.outFeatures = outFeatures;
        weight = parameter("weight", Tensor.zeros(outFeatures, inFeatures));
        bias = options.bias() ? parameter("bias", Tensor.zeros(outFeatures)) : null;
        resetParameters();
    }

    /** With a bias. */
    public static Options options() {
        return new Options(true);
    }

    /** Draws weight and bias anew from the global generator. */
    public void resetParameters() {
        DefaultInit.reset(weight, bias);
    }

    /** W [out,in]. */
    public Parameter weight() {
        return weight;
    }

    /** b [out], or null. */
    public @Nullable Parameter bias() {
        return bias;
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor product = MatMulOp.matmulTransposed(x, weight);
        return bias == null ? product : product.add(bias);
    }

    @Override
    protected String extraRepr() {
        return "in_features=" + inFeatures + ", out_features=" + outFeatures + ", bias=" + Repr.of(bias != null);
    }
}

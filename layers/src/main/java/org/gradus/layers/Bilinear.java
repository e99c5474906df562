package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.op.Products;
import org.gradus.core.random.Rng;
import org.jspecify.annotations.Nullable;

/**
 * yₖ = x₁ᵀ·Wₖ·x₂ + bₖ; x₁ [*,in1], x₂ [*,in2] → y [*,out], weight [out,in1,in2], bias [out].
 *
 * <p>
 * Weight and bias begin uniform on ±1/√in1, drawn in this order from the global generator as PyTorch does.
 */
public final class Bilinear extends Module {

    /**
     * The sizes of a bilinear layer, and whether it adds a bias.
     *
     * @param in1Features the length of the first input's vectors
     * @param in2Features the length of the second input's vectors
     * @param outFeatures the length of the output's vectors
     * @param bias whether b is added
     */
    public record Options(int in1Features, int in2Features, int outFeatures, boolean bias) {

        /** Checks the sizes. @throws IllegalArgumentException if one is below 1 */
        public Options {
            checkArgument(in1Features >= 1, "[Bilinear] in1Features must be at least 1, but is %s", in1Features);
            checkArgument(in2Features >= 1, "[Bilinear] in2Features must be at least 1, but is %s", in2Features);
            checkArgument(outFeatures >= 1, "[Bilinear] outFeatures must be at least 1, but is %s", outFeatures);
        }

        /** These options with a bias, or without. */
        public Options withBias(boolean value) {
            return new Options(in1Features, in2Features, outFeatures, value);
        }
    }

    private final Options options;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** A bilinear layer with a bias. @throws IllegalArgumentException if a number of features is below 1 */
    public Bilinear(int in1Features, int in2Features, int outFeatures) {
        this(options(in1Features, in2Features, outFeatures));
    }

    /** A bilinear layer. */
    public Bilinear(Options options) {
        this.options = options;
        weight = parameter("weight", Tensor.zeros(options.outFeatures(), options.in1Features(), options.in2Features()));
        bias = options.bias() ? parameter("bias", Tensor.zeros(options.outFeatures())) : null;
        resetParameters();
    }

    /** These sizes, with a bias. @throws IllegalArgumentException if one is below 1 */
    public static Options options(int in1Features, int in2Features, int outFeatures) {
        return new Options(in1Features, in2Features, outFeatures, true);
    }

    /** Draws weight and bias anew from the global generator. */
    public void resetParameters() {
        double bound = 1 / Math.sqrt(options.in1Features());
        Init.uniform(-bound, bound).fill(weight, Rng.global());
        if (bias != null) {
            Init.uniform(-bound, bound).fill(bias, Rng.global());
        }
    }

    /** W [out,in1,in2]. */
    public Parameter weight() {
        return weight;
    }

    /** b [out], or null. */
    public @Nullable Parameter bias() {
        return bias;
    }

    /**
     * Computes the output for a batch of pairs.
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public Tensor forward(Tensor x1, Tensor x2) {
        Tensor product = Products.bilinear(x1, x2, weight);
        return bias == null ? product : product.add(bias);
    }

    @Override
    protected String extraRepr() {
        return "in1_features=%s, in2_features=%s, out_features=%s, bias=%s".formatted(options.in1Features(),
                options.in2Features(), options.outFeatures(), Repr.of(options.bias()));
    }
}

package org.gradus.layers;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.Normalizations;

/**
 * y = (x − m)/√(v + eps)·weight + bias with the mean m and the variance v of the last dimensions, for each index of the
 * others; x [*,normalizedShape], weight and bias of the normalised shape.
 *
 * <p>
 * Source: J. Ba, J. Kiros and G. Hinton, <i>Layer normalization</i>, 2016.
 */
public final class LayerNorm extends Norm {

    /**
     * What such a layer has beyond its shape.
     *
     * @param eps what is added to variances
     * @param elementwiseAffine whether elements are multiplied by a weight
     * @param bias whether, if they are, a bias is added then
     */
    public record Options(double eps, boolean elementwiseAffine, boolean bias) {

        /** Checks eps. @throws IllegalArgumentException if it is negative or no finite number */
        public Options {
            checkEps(eps);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(value, elementwiseAffine, bias);
        }

        /** These options with a weight, or without. */
        public Options withElementwiseAffine(boolean value) {
            return new Options(eps, value, bias);
        }

        /** These options with a bias, or without. */
        public Options withBias(boolean value) {
            return new Options(eps, elementwiseAffine, value);
        }
    }

    private final Shape normalizedShape;
    private final double eps;

    /** The last dimension, of this size, with the usual options; otherwise as {@link #LayerNorm(Shape, Options)}. */
    public LayerNorm(int normalizedSize) {
        this(Shape.of(normalizedSize), options());
    }

    /** The last dimensions, of these sizes. @throws IllegalArgumentException if there are none, or one is 0 */
    public LayerNorm(Shape normalizedShape, Options options) {
        super(normalizedShape, options.elementwiseAffine(), options.bias());
        this.normalizedShape = normalizedShape;
        eps = options.eps();
    }

    /** With eps = 1e-5, a weight and a bias. */
    public static Options options() {
        return new Options(1e-5, true, true);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Normalizations.layerNorm(x, normalizedShape, normalization(eps));
    }

    @Override
    protected String extraRepr() {
        return "%s, eps=%s, %s".formatted(Repr.tuple(normalizedShape.toArray()), Repr.of(eps),
                affineRepr("elementwise_affine"));
    }
}

package org.gradus.layers;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.Normalizations;
import org.jspecify.annotations.Nullable;

/**
 * y = x/√(q + eps)·weight with the mean square q of the last dimensions, for each index of the others; x
 * [*,normalizedShape], weight of the normalised shape.
 *
 * <p>
 * Source: B. Zhang and R. Sennrich, <i>Root mean square layer normalization</i>, NeurIPS 2019.
 */
public final class RMSNorm extends Norm {

    /**
     * What such a layer has beyond its shape.
     *
     * @param eps what is added to mean squares, or null for the ε of the input's type
     * @param elementwiseAffine whether elements are multiplied by a weight
     */
    public record Options(@Nullable Double eps, boolean elementwiseAffine) {

        /** Checks eps. @throws IllegalArgumentException if it is negative or no finite number */
        public Options {
            if (eps != null) {
                checkEps(eps);
            }
        }

        /** These options with another eps, null for the ε of the input's type. */
        public Options withEps(@Nullable Double value) {
            return new Options(value, elementwiseAffine);
        }

        /** These options with a weight, or without. */
        public Options withElementwiseAffine(boolean value) {
            return new Options(eps, value);
        }
    }

    private final Shape normalizedShape;
    private final @Nullable Double eps;

    /** The last dimension, of this size, with the usual options; otherwise as {@link #RMSNorm(Shape, Options)}. */
    public RMSNorm(int normalizedSize) {
        this(Shape.of(normalizedSize), options());
    }

    /** The last dimensions, of these sizes. @throws IllegalArgumentException if there are none, or one is 0 */
    public RMSNorm(Shape normalizedShape, Options options) {
        super(normalizedShape, options.elementwiseAffine(), false);
        this.normalizedShape = normalizedShape;
        eps = options.eps();
    }

    /** With the ε of the input's type for eps, and a weight. */
    public static Options options() {
        return new Options(null, true);
    }

    @Override
    protected Tensor compute(Tensor x) {
        double added = eps == null ? Normalizations.epsilon(x.dtype()) : eps;
        return Normalizations.rmsNorm(x, normalizedShape, normalization(added));
    }

    @Override
    protected String extraRepr() {
        return "%s, eps=%s, elementwise_affine=%s".formatted(Repr.tuple(normalizedShape.toArray()),
                eps == null ? "None" : Repr.of(eps), Repr.of(weight() != null));
    }
}

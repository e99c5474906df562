package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.NormalizationOptions;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** What layers that normalise have in common: a weight and a bias, 1 and 0 at first, for what has been normalised. */
public abstract sealed class Norm extends Layer permits ChannelNorm, GroupNorm, LayerNorm, RMSNorm {

    private final @Nullable Parameter weight;
    private final @Nullable Parameter bias;

    /** With a weight of this shape, or without, and, if there is a weight, with a bias or without. */
    Norm(Shape shape, boolean affine, boolean bias) {
        checkArgument(shape.rank() > 0 && shape.numel() > 0,
                "[%s] what is normalised must have at least one dimension and one element, but is %s", typeName(),
                shape);
        weight = affine ? parameter("weight", Tensor.ones(shape.toArray())) : null;
        this.bias = affine && bias ? parameter("bias", Tensor.zeros(shape.toArray())) : null;
    }

    /** An eps can be added to variances. */
    static void checkEps(double eps) {
        checkArgument(eps >= 0 && eps < Double.POSITIVE_INFINITY,
                "[norm] eps must be a finite number, 0 or above, but is %s", eps);
    }

    /** Makes the weight 1 and the bias 0. */
    public void resetParameters() {
        if (weight != null) {
            Init.constant(1).fill(weight);
        }
        if (bias != null) {
            Init.constant(0).fill(bias);
        }
    }

    /** What normalised numbers are multiplied by, or null. */
    public final @Nullable Parameter weight() {
        return weight;
    }

    /** What is added then, or null. */
    public final @Nullable Parameter bias() {
        return bias;
    }

    final NormalizationOptions normalization(double eps) {
        return new NormalizationOptions(eps, weight, bias);
    }

    /** {@code affine=True, bias=False}, the first under a name of the layer's own. */
    final String affineRepr(String name) {
        return name + "=" + Repr.of(weight != null) + ", bias=" + Repr.of(bias != null);
    }
}

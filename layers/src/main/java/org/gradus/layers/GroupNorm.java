package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.Normalizations;

/**
 * y = (x − m)/√(v + eps)·weight + bias with the mean m and the variance v of each instance's neighbouring channels, taken in
 * groups; x [N,C,…], weight [C], bias [C].
 *
 * <p>
 * Source: Y. Wu and K. He, <i>Group normalization</i>, ECCV 2018.
 */
public final class GroupNorm extends Norm {

    /**
     * What such a layer has beyond its groups and channels.
     *
     * @param eps what is added to variances
     * @param affine whether channels are multiplied by a weight
     * @param bias whether, if they are, a bias is added then
     */
    public record Options(double eps, boolean affine, boolean bias) {

        /** Checks eps. @throws IllegalArgumentException if it is negative or no finite number */
        public Options {
            checkEps(eps);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(value, affine, bias);
        }

        /** These options with a weight, or without. */
        public Options withAffine(boolean value) {
            return new Options(eps, value, bias);
        }

        /** These options with a bias, or without. */
        public Options withBias(boolean value) {
            return new Options(eps, affine, value);
        }
    }

    private final int numGroups;
    private final int numChannels;
    private final double eps;

    /** With the usual options; otherwise as {@link #GroupNorm(int, int, Options)}. */
    public GroupNorm(int numGroups, int numChannels) {
        this(numGroups, numChannels, options());
    }

    /** So many channels in so many groups. @throws IllegalArgumentException if there is no channel, or they do not divide */
    public GroupNorm(int numGroups, int numChannels, Options options) {
        super(Shape.of(numChannels), options.affine(), options.bias());
        checkArgument(numGroups >= 1 && numChannels % numGroups == 0,
                "[GroupNorm] %s channels do not divide into %s groups; use a divisor", numChannels, numGroups);
        this.numGroups = numGroups;
        this.numChannels = numChannels;
        eps = options.eps();
    }

    /** With eps = 1e-5, a weight and a bias. */
    public static Options options() {
        return new Options(1e-5, true, true);
    }

    @Override
    protected Tensor compute(Tensor x) {
        checkArgument(x.shape().rank() >= 2 && x.size(1) == numChannels,
                "[GroupNorm] the input must be [N,%s] or [N,%s,…], but is %s; build the layer for other channels",
                numChannels, numChannels, x.shape());
        return Normalizations.groupNorm(x, numGroups, normalization(eps));
    }

    @Override
    protected String extraRepr() {
        return "%s, %s, eps=%s, %s".formatted(numGroups, numChannels, Repr.of(eps), affineRepr("affine"));
    }
}

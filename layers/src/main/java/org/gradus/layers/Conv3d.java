package org.gradus.layers;

/**
 * y = x ⋆ W + b, a bank of learnt filters; x [N,C,D,H,W], or a single [C,D,H,W], → y [N,K,D',H',W'], weight
 * [K,C/groups,T,R,S], bias [K], with D' = ⌊(D + 2p − d(T − 1) − 1)/s⌋ + 1, and so on.
 *
 * <p>
 * Weight and bias begin uniform on ±1/√(C/groups·T·R·S), drawn in this order from the global generator as PyTorch does.
 */
public final class Conv3d extends ConvNd {

    /** Cubic filters with stride 1, no padding and a bias; otherwise as {@link #Conv3d(int, int, ConvLayerOptions)}. */
    public Conv3d(int inChannels, int outChannels, int kernel) {
        this(inChannels, outChannels, options(kernel));
    }

    /**
     * A convolution.
     *
     * @param inChannels C
     * @param outChannels K, the number of filters
     * @throws IllegalArgumentException if a number of channels is below 1 or not a multiple of the groups, or the kernel has
     *         another number of axes
     */
    public Conv3d(int inChannels, int outChannels, ConvLayerOptions options) {
        super(3, inChannels, outChannels, options);
    }

    /** Filters of this size with stride 1, no padding, dilation 1, one group and a bias. */
    public static ConvLayerOptions options(int... kernel) {
        return ConvLayerOptions.kernel(kernel);
    }
}

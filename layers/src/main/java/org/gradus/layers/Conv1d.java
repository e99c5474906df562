package org.gradus.layers;

/**
 * y = x ⋆ W + b, a bank of learnt filters; x [N,C,L], or a single [C,L], → y [N,K,L'], weight
 * [K,C/groups,S], bias [K], with L' = ⌊(L + 2p − d(S − 1) − 1)/s⌋ + 1.
 *
 * <p>
 * Weight and bias begin uniform on ±1/√(C/groups·S), drawn in this order from the global generator as PyTorch does.
 */
public final class Conv1d extends ConvNd {

    /** Filters of this length with stride 1, no padding and a bias; otherwise as {@link #Conv1d(int, int, ConvLayerOptions)}. */
    public Conv1d(int inChannels, int outChannels, int kernel) {
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
    public Conv1d(int inChannels, int outChannels, ConvLayerOptions options) {
        super(1, inChannels, outChannels, options);
    }

    /** Filters of this size with stride 1, no padding, dilation 1, one group and a bias. */
    public static ConvLayerOptions options(int... kernel) {
        return ConvLayerOptions.kernel(kernel);
    }
}

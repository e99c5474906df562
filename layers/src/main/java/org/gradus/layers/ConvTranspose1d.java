package org.gradus.layers;

/**
 * y = the transposed convolution of x with W, and b: learnt filters spread over a larger output; x [N,C,L], or a single
 * [C,L], → y [N,K,L'], weight [C,K/groups,S], bias [K], with L' = (L − 1)s − 2p + d(S − 1) + 1 and the output
 * padding.
 *
 * <p>
 * Weight and bias begin uniform on ±1/√(K/groups·S), drawn in this order from the global generator as PyTorch does.
 */
public final class ConvTranspose1d extends ConvTransposeNd {

    /** Filters of this length with stride 1, no padding and a bias; otherwise as {@link #ConvTranspose1d(int, int, ConvTransposeLayerOptions)}. */
    public ConvTranspose1d(int inChannels, int outChannels, int kernel) {
        this(inChannels, outChannels, options(kernel));
    }

    /**
     * A transposed convolution.
     *
     * @param inChannels C
     * @param outChannels K
     * @throws IllegalArgumentException if a number of channels is below 1 or not a multiple of the groups, or the kernel has
     *         another number of axes
     */
    public ConvTranspose1d(int inChannels, int outChannels, ConvTransposeLayerOptions options) {
        super(1, inChannels, outChannels, options);
    }

    /** Filters of this size with stride 1, no padding, dilation 1, one group and a bias. */
    public static ConvTransposeLayerOptions options(int... kernel) {
        return ConvTransposeLayerOptions.kernel(kernel);
    }
}

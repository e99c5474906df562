package org.gradus.layers;

/**
 * y = the transposed convolution of x with W, and b: learnt filters spread over a larger output; x [N,C,D,H,W], or a single
 * [C,D,H,W], → y [N,K,D',H',W'], weight [C,K/groups,T,R,S], bias [K], with D' = (D − 1)s − 2p + d(T − 1) + 1 and the output
 * padding, and so on.
 *
 * <p>
 * Weight and bias begin uniform on ±1/√(K/groups·T·R·S), drawn in this order from the global generator as PyTorch does.
 */
public final class ConvTranspose3d extends ConvTransposeNd {

    /** Cubic filters with stride 1, no padding and a bias; otherwise as {@link #ConvTranspose3d(int, int, ConvTransposeLayerOptions)}. */
    public ConvTranspose3d(int inChannels, int outChannels, int kernel) {
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
    public ConvTranspose3d(int inChannels, int outChannels, ConvTransposeLayerOptions options) {
        super(3, inChannels, outChannels, options);
    }

    /** Filters of this size with stride 1, no padding, dilation 1, one group and a bias. */
    public static ConvTransposeLayerOptions options(int... kernel) {
        return ConvTransposeLayerOptions.kernel(kernel);
    }
}

package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What recurrent layers have beyond their sizes.
 *
 * @param numLayers how many layers stand one on top of the other
 * @param bias whether biases are added
 * @param batchFirst whether sequences come as [N,T,…], not as [T,N,…]
 * @param dropout the probability of dropping an element between one layer and the next in training
 * @param bidirectional whether each layer also runs from the end to the beginning
 * @param projSize the size that an {@link LSTM} projects its hidden state to, 0 for no projection
 * @param nonlinearity what an {@link RNN} applies, {@code TANH} or {@code RELU}
 */
public record RecurrentOptions(int numLayers, boolean bias, boolean batchFirst, double dropout, boolean bidirectional,
        int projSize, Nonlinearity nonlinearity) {

    /** One layer that runs forwards, with biases and without a projection, over sequences [T,N,…]. */
    public static final RecurrentOptions DEFAULT = new RecurrentOptions(1, true, false, 0, false, 0,
            Nonlinearity.TANH);

    /** Checks the options. @throws IllegalArgumentException naming the one that is out of range */
    public RecurrentOptions {
        checkArgument(numLayers >= 1, "[recurrent] numLayers must be at least 1, but is %s", numLayers);
        checkArgument(dropout >= 0 && dropout <= 1, "[recurrent] dropout must be in [0, 1], but is %s", dropout);
        checkArgument(projSize >= 0, "[recurrent] projSize must not be negative, but is %s", projSize);
        checkArgument(nonlinearity == Nonlinearity.TANH || nonlinearity == Nonlinearity.RELU,
                "[recurrent] the nonlinearity must be TANH or RELU, but is %s", nonlinearity);
    }

    /** These options with another number of layers. @throws IllegalArgumentException if it is below 1 */
    public RecurrentOptions withNumLayers(int value) {
        return new RecurrentOptions(value, bias, batchFirst, dropout, bidirectional, projSize, nonlinearity);
    }

    /** These options with biases, or without. */
    public RecurrentOptions withBias(boolean value) {
        return new RecurrentOptions(numLayers, value, batchFirst, dropout, bidirectional, projSize, nonlinearity);
    }

    /** These options for sequences [N,T,…], or [T,N,…]. */
    public RecurrentOptions withBatchFirst(boolean value) {
        return new RecurrentOptions(numLayers, bias, value, dropout, bidirectional, projSize, nonlinearity);
    }

    /** These options with dropout between layers. @throws IllegalArgumentException if it is not in [0, 1] */
    public RecurrentOptions withDropout(double value) {
        return new RecurrentOptions(numLayers, bias, batchFirst, value, bidirectional, projSize, nonlinearity);
    }

    /** These options with layers that run both ways, or forwards only. */
    public RecurrentOptions withBidirectional(boolean value) {
        return new RecurrentOptions(numLayers, bias, batchFirst, dropout, value, projSize, nonlinearity);
    }

    /** These options with a projection, or without if it is 0. @throws IllegalArgumentException if it is negative */
    public RecurrentOptions withProjSize(int value) {
        return new RecurrentOptions(numLayers, bias, batchFirst, dropout, bidirectional, value, nonlinearity);
    }

    /** These options with another nonlinearity. @throws IllegalArgumentException if it is neither TANH nor RELU */
    public RecurrentOptions withNonlinearity(Nonlinearity value) {
        return new RecurrentOptions(numLayers, bias, batchFirst, dropout, bidirectional, projSize, value);
    }
}

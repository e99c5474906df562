package org.gradus.core;

import org.jspecify.annotations.Nullable;

/**
 * The weights of a recurrent cell, which a recurrent layer shares over all steps: G is the number of gates times the size H
 * of the hidden state, the gates' rows standing one below the other in PyTorch's order.
 *
 * @param input [G,I], what the input is multiplied by
 * @param hidden [G,H], what the last hidden state is multiplied by; [G,P] with a projection
 * @param inputBias [G], or null for none
 * @param hiddenBias [G], or null for none
 * @param projection [P,H], what an LSTM's hidden state is multiplied by at last, or null for none
 */
public record RecurrentWeights(Tensor input, Tensor hidden, @Nullable Tensor inputBias, @Nullable Tensor hiddenBias,
        @Nullable Tensor projection) {

    /** Weights without a bias and without a projection. */
    public static RecurrentWeights of(Tensor input, Tensor hidden) {
        return new RecurrentWeights(input, hidden, null, null, null);
    }

    /** These weights with biases, or without if they are null. */
    public RecurrentWeights withBias(@Nullable Tensor ofInput, @Nullable Tensor ofHidden) {
        return new RecurrentWeights(input, hidden, ofInput, ofHidden, projection);
    }

    /** These weights with a projection of the hidden state, or without if it is null. */
    public RecurrentWeights withProjection(@Nullable Tensor value) {
        return new RecurrentWeights(input, hidden, inputBias, hiddenBias, value);
    }
}

package org.gradus.core;

/**
 * What recurrent layers make of a sequence.
 *
 * @param output the last layer's hidden states at every step, both directions side by side
 * @param hidden every layer's and direction's hidden state after its last step
 */
public record RecurrentOutput(Tensor output, Tensor hidden) {}

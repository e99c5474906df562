package org.gradus.core;

/**
 * What an LSTM makes of a sequence.
 *
 * @param output the last layer's hidden states at every step, both directions side by side
 * @param state every layer's and direction's state after its last step
 */
public record LstmOutput(Tensor output, LstmState state) {}

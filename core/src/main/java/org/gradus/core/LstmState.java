package org.gradus.core;

/**
 * What an LSTM keeps from one step to the next.
 *
 * @param hidden h, which it also gives
 * @param cell c, which it keeps to itself
 */
public record LstmState(Tensor hidden, Tensor cell) {}

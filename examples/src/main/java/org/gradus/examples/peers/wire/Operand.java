package org.gradus.examples.peers.wire;

import org.gradus.core.Tensor;

/**
 * One input of a call.
 *
 * @param value its elements
 * @param differentiable whether a gradient is wanted for it
 */
public record Operand(Tensor value, boolean differentiable) {}

package org.gradus.examples.peers.wire;

import java.util.List;
import org.gradus.core.Tensor;

/** What the peer says to a request. */
public sealed interface Answer {

    /**
     * The call was made.
     *
     * @param outputs what it gave
     * @param gradients one for each differentiable input, zeros where the outputs do not depend on it; empty if none
     *        was asked for, or if no output carries one
     */
    record Values(List<Tensor> outputs, List<Tensor> gradients) implements Answer {}

    /** The call was refused, and why. */
    record Refusal(String reason) implements Answer {}

    /** An answer in words. */
    record Words(String words) implements Answer {}
}

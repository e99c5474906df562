package org.gradus.examples.peers.wire;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.Tensor;

/**
 * One call for the peer to make.
 *
 * @param operation its name in the peer's table
 * @param attributes what it takes beside tensors
 * @param inputs the tensors
 * @param cotangents one u for each floating-point output, where gradients Σ uᵀ·∂output/∂input are wanted; else empty
 */
public record Request(String operation, Attributes attributes, List<Operand> inputs, List<Tensor> cotangents) {

    /** The name of the request that every peer answers with a text that says who it is. */
    public static final String WHO = "who";

    /** The request for the peer's name and build. */
    public static Request who() {
        return new Request(WHO, Attributes.NONE, List.of(), List.of());
    }

    /** The call with the types of its inputs, without their elements. */
    @Override
    public String toString() {
        String types = inputs.stream().map(input -> input.value().type().toString()).collect(Collectors.joining(", "));
        return operation + "(" + types + ") {" + attributes + "}";
    }
}

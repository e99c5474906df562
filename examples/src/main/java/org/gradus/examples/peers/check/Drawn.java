package org.gradus.examples.peers.check;

import com.google.common.collect.ImmutableList;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.examples.peers.wire.Operand;

/**
 * One case of an operation: what is drawn, without what is computed from it.
 *
 * @param inputs the tensors, floating-point ones in FLOAT64 but of numbers that FLOAT32 holds too
 * @param attributes what the operation takes beside tensors
 * @param terms how many products or sums one result is made of, which is what its rounding error grows with
 */
record Drawn(ImmutableList<Operand> inputs, Attributes attributes, long terms) {

    /** Whether the case can be computed in FLOAT32 as well as in FLOAT64. */
    boolean hasFloats() {
        return inputs.stream().anyMatch(input -> input.value().dtype().isFloatingPoint());
    }

    /** The inputs with the floating-point ones in a type. */
    ImmutableList<Operand> inputs(DType dtype) {
        return inputs.stream().map(input -> new Operand(as(dtype, input.value()), input.differentiable()))
                .collect(ImmutableList.toImmutableList());
    }

    /** A tensor of {@code Drawn}'s kind in a floating-point type; integers and truth values stay as they are. */
    static Tensor as(DType dtype, Tensor tensor) {
        if (tensor.dtype() != DType.FLOAT64 || dtype == DType.FLOAT64) {
            return tensor;
        }
        double[] from = tensor.toDoubleArray();
        float[] to = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = (float) from[i];
        }
        return Tensor.wrap(to, tensor.shape());
    }
}

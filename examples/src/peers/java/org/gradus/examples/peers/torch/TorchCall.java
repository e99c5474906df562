package org.gradus.examples.peers.torch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.gradus.examples.peers.wire.Attributes;

/** What an operation of the table computes from. */
record TorchCall(List<Tensor> inputs, Attributes attributes) {

    /** The first tensor. */
    Tensor x() {
        return inputs.get(0);
    }

    /** The second tensor. */
    Tensor y() {
        return inputs.get(1);
    }

    /** A tensor in the order of drawing. */
    Tensor x(int index) {
        return inputs.get(index);
    }

    /** A tensor in the order of drawing, if there are that many. */
    TensorOptional optional(int index) {
        return index < inputs.size() ? new TensorOptional(inputs.get(index)) : new TensorOptional();
    }

    /** All tensors. */
    TensorVector all() {
        return new TensorVector(inputs.toArray(Tensor[]::new));
    }

    /** The attribute {@code dim}. */
    long dim() {
        return integer("dim");
    }

    /** The attribute {@code dims}. */
    long[] dims() {
        return integers("dims");
    }

    /** An integer attribute. */
    long integer(String name) {
        return attributes.wide(name);
    }

    /** An attribute of several integers. */
    long[] integers(String name) {
        return attributes.longs(name);
    }

    /** A real attribute. */
    double real(String name) {
        return attributes.real(name);
    }

    /** A flag. */
    boolean flag(String name) {
        return attributes.flag(name);
    }

    /** The attribute {@code reduction} as PyTorch numbers it. */
    long reduction() {
        String name = attributes.text("reduction");
        return switch (name) {
            case "NONE" -> 0;
            case "MEAN" -> 1;
            case "SUM" -> 2;
            default -> throw new IllegalArgumentException("there is no reduction " + name);
        };
    }
}

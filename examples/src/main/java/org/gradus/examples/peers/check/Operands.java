package org.gradus.examples.peers.check;

import com.google.common.collect.ImmutableList;
import org.gradus.core.Tensor;
import org.gradus.examples.peers.wire.Attributes;

/**
 * What an operation of the table computes from: one case, in one type.
 *
 * @param inputs the tensors, those that are differentiable recorded
 * @param attributes what was drawn beside them
 */
public record Operands(ImmutableList<Tensor> inputs, Attributes attributes) {

    /** The first tensor. */
    public Tensor x() {
        return inputs.get(0);
    }

    /** The second tensor. */
    public Tensor y() {
        return inputs.get(1);
    }

    /** A tensor in the order of drawing. */
    public Tensor x(int index) {
        return inputs.get(index);
    }

    /** The attribute {@code dim}. */
    public int dim() {
        return integer("dim");
    }

    /** The attribute {@code dims}. */
    public int[] dims() {
        return ints("dims");
    }

    /** An integer attribute. */
    public int integer(String name) {
        return attributes.integer(name);
    }

    /** An attribute of several integers. */
    public int[] ints(String name) {
        return attributes.ints(name);
    }

    /** A real attribute. */
    public double real(String name) {
        return attributes.real(name);
    }

    /** A flag. */
    public boolean flag(String name) {
        return attributes.flag(name);
    }

    /** An attribute that names a constant of an enum. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return Enum.valueOf(type, attributes.text(name));
    }
}

package org.gradus.core;

/** What is known of a tensor without its data: its shape and the type of its elements. */
public record TensorType(Shape shape, DType dtype) {

    /** Shape and element type as messages show them, {@code float32[64,10]}. */
    @Override
    public String toString() {
        return dtype.toString() + shape;
    }
}

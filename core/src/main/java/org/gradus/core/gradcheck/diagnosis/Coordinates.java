package org.gradus.core.gradcheck.diagnosis;

import org.gradus.core.Shape;

/** The coordinates of the elements of a shape, which are numbered row-major. */
record Coordinates(Shape shape) {

    int rank() {
        return shape.rank();
    }

    int size(int dim) {
        return shape.size(dim);
    }

    /** An element's index along a dimension. */
    int index(int element, int dim) {
        return element / stride(dim) % size(dim);
    }

    /** The element with another index along a dimension. */
    int with(int element, int dim, int index) {
        return element + (index - index(element, dim)) * stride(dim);
    }

    /** The element whose indices along two dimensions are exchanged. */
    int exchanged(int element, int first, int second) {
        return with(with(element, first, index(element, second)), second, index(element, first));
    }

    /** The element as far from the end of a dimension as this one is from its beginning. */
    int reversed(int element, int dim) {
        return with(element, dim, size(dim) - 1 - index(element, dim));
    }

    /** The element a step further along a dimension, or −1. */
    int shifted(int element, int dim, int step) {
        int index = index(element, dim) + step;
        return index >= 0 && index < size(dim) ? with(element, dim, index) : -1;
    }

    private int stride(int dim) {
        return shape.strides()[dim];
    }
}

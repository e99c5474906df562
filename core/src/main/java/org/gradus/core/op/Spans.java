package org.gradus.core.op;

import org.gradus.core.Shape;
import org.gradus.core.kernel.Span;

/** Shapes as kernels that work along one dimension see them. */
final class Spans {

    private Spans() {}

    /** The shape around one dimension, counted from 0. */
    static Span around(Shape shape, int dim) {
        return new Span(shape.numel(0, dim), shape.size(dim), shape.numel(dim + 1, shape.rank()));
    }
}

package org.gradus.core.kernel;

/**
 * A row-major array seen around one run of dimensions: {@code outer} × {@code length} × {@code inner} elements, of which
 * the middle ones are reduced, normalised or indexed.
 */
public record Span(int outer, int length, int inner) {

    /** The number of elements in all. */
    public int numel() {
        return outer * length * inner;
    }

    /** The position of an element. */
    public int at(int o, int j, int i) {
        return (o * length + j) * inner + i;
    }
}

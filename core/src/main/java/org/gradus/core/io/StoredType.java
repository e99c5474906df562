package org.gradus.core.io;

import org.gradus.core.DType;
import org.gradus.core.Shape;

/**
 * A tensor as a file holds it.
 *
 * @param encoding of its elements, which may be narrower than what they are read as
 * @param shape of the tensor
 */
public record StoredType(Encoding encoding, Shape shape) {

    /** The type of the tensor that is read. */
    public DType dtype() {
        return encoding.dtype();
    }

    /** What the elements take in the file, if they are not compressed. */
    public long bytes() {
        return encoding.bytes(shape);
    }

    /** As {@code BF16[64,3,3,3]}. */
    @Override
    public String toString() {
        return encoding + shape.toString();
    }
}

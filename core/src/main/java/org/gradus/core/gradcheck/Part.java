package org.gradus.core.gradcheck;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.gradus.core.Shape;

/**
 * An input or output of a checked function, one of those that its Jacobian is made of.
 *
 * @param name what messages call it, {@code input 0}; see {@link Place}
 * @param number its position among all inputs or all outputs
 */
public record Part(String name, int number, Shape shape) {

    /** One of its elements, counted row by row. */
    public Place place(int element) {
        int[] strides = shape.strides();
        var index = ImmutableIntArray.builder(shape.rank());
        for (int d = 0; d < shape.rank(); d++) {
            index.add(element / strides[d] % shape.size(d));
        }
        return new Place(name, number, index.build());
    }

    /** The element at a position in all parts' elements, one part after another: where a row or column belongs. */
    public static Place place(List<Part> parts, int position) {
        int left = position;
        for (Part part : parts) {
            if (left < part.shape.numel()) {
                return part.place(left);
            }
            left -= part.shape.numel();
        }
        throw new IndexOutOfBoundsException(position);
    }

    /** How many elements they have together. */
    static int numel(List<Part> parts) {
        return parts.stream().mapToInt(part -> part.shape.numel()).sum();
    }
}

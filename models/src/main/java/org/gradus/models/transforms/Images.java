package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import org.gradus.core.Shape;

/** Pictures of one size with 8 bits a channel, as files hold them: [N,H,W,C], values 0 to 255. Immutable. */
public final class Images {

    private final byte[] values;
    private final Shape shape;

    private Images(byte[] values, Shape shape) {
        checkArgument(shape.rank() == 3 || shape.rank() == 4,
                "[images] the shape must be [N,H,W] or [N,H,W,C], but is %s; a single picture is [1,H,W,C]", shape);
        checkArgument(shape.numel() == values.length, "[images] %s needs %s bytes, but %s came", shape, shape.numel(),
                values.length);
        this.values = values;
        this.shape = shape.rank() == 4 ? shape : Shape.of(shape.size(0), shape.size(1), shape.size(2), 1);
    }

    /**
     * Pictures of these bytes, copied.
     *
     * @param values row by row from the top, the channels of a pixel next to each other, unsigned
     * @param shape [N,H,W,C], or [N,H,W] for one channel
     * @throws IllegalArgumentException if the shape has another rank or number of elements
     */
    public static Images of(byte[] values, Shape shape) {
        return new Images(values.clone(), shape);
    }

    /** Pictures on this very array, which the caller gives away and never writes again; otherwise as {@link #of}. */
    public static Images wrap(byte[] values, Shape shape) {
        return new Images(values, shape);
    }

    /** [N,H,W,C]. */
    public Shape shape() {
        return shape;
    }

    /** The number of pictures. */
    public int size() {
        return shape.size(0);
    }

    /** Pixels from top to bottom. */
    public int height() {
        return shape.size(1);
    }

    /** Pixels from left to right. */
    public int width() {
        return shape.size(2);
    }

    /** Values a pixel: 1 for grey, 3 for red, green and blue. */
    public int channels() {
        return shape.size(3);
    }

    /**
     * Some of the pictures, copied, in this order.
     *
     * @throws IndexOutOfBoundsException if there is no such picture
     */
    public Images select(int... indices) {
        int length = length();
        byte[] selected = new byte[shape.withSize(0, indices.length).numel()];
        for (int i = 0; i < indices.length; i++) {
            checkElementIndex(indices[i], size(), "[images] picture");
            System.arraycopy(values, indices[i] * length, selected, i * length, length);
        }
        return new Images(selected, shape.withSize(0, indices.length));
    }

    /** The bytes of one picture, [H,W,C], in a new array. @throws IndexOutOfBoundsException if there is none such */
    public byte[] bytes(int index) {
        return select(index).values;
    }

    private int length() {
        return shape.numel(1, 4);
    }

    /** All bytes themselves, to be read. */
    byte[] values() {
        return values;
    }
}

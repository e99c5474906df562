package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** The middle of a picture, with a black margin where the picture is smaller. */
public final class CenterCrop implements Transform<Tensor> {

    private final int height;
    private final int width;

    /** A square of this many pixels a side. */
    public CenterCrop(int size) {
        this(size, size);
    }

    /** So many rows and columns. @throws IllegalArgumentException if one is below 1 */
    public CenterCrop(int height, int width) {
        checkArgument(height >= 1 && width >= 1, "[centerCrop] the size must be at least 1×1, but is %s×%s", height,
                width);
        this.height = height;
        this.width = width;
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the pictures are not [N,C,H,W] of floating-point numbers */
    @Override
    public Tensor apply(Tensor images) {
        Pictures.check("centerCrop", images);
        int missingRows = Math.max(0, height - images.size(2));
        int missingColumns = Math.max(0, width - images.size(3));
        Tensor padded = missingRows + missingColumns == 0
                ? images
                : Padding.pad(images, new int[]{missingColumns / 2, missingColumns - missingColumns / 2,
                        missingRows / 2, missingRows - missingRows / 2});
        return padded.narrow(2, middle(padded.size(2) - height), height)
                .narrow(3, middle(padded.size(3) - width), width);
    }

    /** Half of what is left over; of halves between two numbers the even one, as torchvision rounds. */
    private static int middle(int over) {
        return (int) Math.rint(over / 2.0);
    }

    @Override
    public String toString() {
        return "CenterCrop(%d, %d)".formatted(height, width);
    }
}

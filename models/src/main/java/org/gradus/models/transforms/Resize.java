package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.Interpolation;

/**
 * To another size, bilinearly, each element of a smaller picture being made of all that it covers, as torchvision does
 * with tensors.
 */
public final class Resize implements Transform<Tensor> {

    private final int height;
    private final int width;
    private final boolean shorterSide;

    /** The shorter side to this many pixels, and the other in proportion, rounded down. */
    public Resize(int size) {
        this(size, size, true);
    }

    /** To so many rows and columns, whatever the proportion. */
    public Resize(int height, int width) {
        this(height, width, false);
    }

    private Resize(int height, int width, boolean shorterSide) {
        checkArgument(height >= 1 && width >= 1, "[resize] the size must be at least 1×1, but is %s×%s", height,
                width);
        this.height = height;
        this.width = width;
        this.shorterSide = shorterSide;
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the pictures are not [N,C,H,W] of floating-point numbers */
    @Override
    public Tensor apply(Tensor images) {
        Pictures.check("resize", images);
        int rows = images.size(2);
        int columns = images.size(3);
        int toRows = shorterSide && rows > columns ? (int) ((long) height * rows / columns) : height;
        int toColumns = shorterSide && columns > rows ? (int) ((long) width * columns / rows) : width;
        return toRows == rows && toColumns == columns
                ? images
                : Interpolation.interpolate(images, InterpolateOptions.size(toRows, toColumns)
                        .withMode(InterpolateMode.BILINEAR).withAntialias(true));
    }

    @Override
    public String toString() {
        return shorterSide ? "Resize(%d)".formatted(height) : "Resize(%d, %d)".formatted(height, width);
    }
}

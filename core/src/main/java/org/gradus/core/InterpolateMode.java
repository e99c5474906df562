package org.gradus.core;

/** What an element of a stretched or shrunk tensor is made of. */
public enum InterpolateMode {

    /** The element that its left edge falls on, in PyTorch's single-precision arithmetic; for lines, images and volumes. */
    NEAREST,

    /** The element that its middle falls on; for lines, images and volumes. */
    NEAREST_EXACT,

    /** The two neighbours of its middle on a line, the nearer one having more weight. */
    LINEAR,

    /** The four neighbours of its middle in an image: {@link #LINEAR} along both axes. */
    BILINEAR,

    /** The eight neighbours of its middle in a volume: {@link #LINEAR} along all axes. */
    TRILINEAR,

    /** The sixteen neighbours of its middle in an image, by cubic convolution with a = −0.75. */
    BICUBIC,

    /** The average of all it covers, as an adaptive pool takes it; for lines, images and volumes. */
    AREA;

    /** Whether there is a choice of what the corners are aligned by. */
    public boolean hasCorners() {
        return switch (this) {
            case NEAREST, NEAREST_EXACT, AREA -> false;
            case LINEAR, BILINEAR, TRILINEAR, BICUBIC -> true;
        };
    }
}

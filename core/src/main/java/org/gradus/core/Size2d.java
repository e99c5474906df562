package org.gradus.core;

/** A size, step or margin along the height and the width of an image. */
public record Size2d(int height, int width) {

    /** The same along both. */
    public static Size2d of(int both) {
        return new Size2d(both, both);
    }

    /** Height and width as PyTorch prints them, {@code (5, 5)}. */
    @Override
    public String toString() {
        return "(" + height + ", " + width + ")";
    }
}

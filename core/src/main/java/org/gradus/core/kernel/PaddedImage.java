package org.gradus.core.kernel;

import java.util.Arrays;

/**
 * How one image is copied, with zeros around it, so that a run of windows may be computed as if the image were a single line:
 * a vector that begins at a window's tap holds that tap of the windows that follow.
 *
 * <p>
 * Either once, rows following one another so that the zeros behind one are those before the next; then windows that would reach
 * from a row into the next lie between those of two rows. Or, where these would be many and the image is small, once for each
 * column of the filters, moved by that column and cut to the pixels that it sees; then no window lies between rows.
 *
 * @param planes channels
 * @param above rows of zeros above and below
 * @param left columns of zeros left and right
 * @param columns of the filters
 * @param isMoved whether there is a copy for each column
 */
record PaddedImage(int planes, int height, int width, int above, int left, int columns, boolean isMoved) {

    /** Elements of copies for each column; more leave the first cache. */
    private static final int MOST_MOVED = 1 << 13;

    /** Copies for each column where one would have windows between rows and all stay in the first cache. */
    static PaddedImage small(int planes, int height, int width, int above, int left, int columns) {
        var moved = new PaddedImage(planes, height, width, above, left, columns, true);
        return left < columns - 1 && moved.length() <= MOST_MOVED
                ? moved
                : new PaddedImage(planes, height, width, above, left, columns, false);
    }

    /** Windows in a row. */
    int windows() {
        return width + 2 * left - columns + 1;
    }

    private int movedStep() {
        return (height + 2 * above) * windows();
    }

    /** From a row to the next. */
    int rowStep() {
        return isMoved ? windows() : width + left;
    }

    private int planeStep() {
        return isMoved ? columns * movedStep() : (height + 2 * above) * rowStep() + left;
    }

    /** Elements of the copies, and room for what is read at a time to begin at the last. */
    int length() {
        return planes * planeStep() + Math.max(DirectKernels.COLUMNS, DirectKernelGrad.SUMS);
    }

    /** Copies an image to where such an image was before, or zeros. */
    void copy(float[] x, int from, float[] to, int first) {
        for (int plane = 0; plane < planes; plane++) {
            int source = from + plane * height * width;
            int at = first + plane * planeStep() + above * rowStep();
            if (isMoved) {
                for (int column = 0; column < columns; column++) {
                    copyMoved(x, source, column, to, at + column * movedStep());
                }
            } else {
                Runs.copyAll(x, source, width, width, height, to, at + left, rowStep());
            }
        }
    }

    private void copyMoved(float[] x, int source, int column, float[] to, int at) {
        int zeros = Math.max(0, left - column);
        int firstPixel = Math.max(0, column - left);
        int count = Math.min(windows() - zeros, width - firstPixel);
        Runs.copyAll(x, source + firstPixel, width, count, height, to, at + zeros, rowStep());
    }

    /** Where the taps of windows lie, counted from a window's first: channel by channel, row by row. */
    int[] offsets(int rows) {
        int columnStep = isMoved ? movedStep() : 1;
        int[] offsets = new int[planes * rows * columns];
        Arrays.setAll(offsets, tap -> tap / (rows * columns) * planeStep() + tap / columns % rows * rowStep()
                + tap % columns * columnStep);
        return offsets;
    }
}

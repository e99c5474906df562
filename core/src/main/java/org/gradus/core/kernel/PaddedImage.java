package org.gradus.core.kernel;

import java.util.Arrays;

/**
 * Where the pixels of one image lie that is copied with zeros around it: rows follow one another so that the zeros behind one
 * are those before the next, and a run of windows may be computed as if the image were a single line.
 *
 * @param planes channels
 * @param above rows of zeros above and below
 * @param left columns of zeros left and right
 */
record PaddedImage(int planes, int height, int width, int above, int left) {

    /** From a row to the next. */
    int rowStep() {
        return width + left;
    }

    /** From a channel to the next. */
    int planeStep() {
        return (height + 2 * above) * rowStep() + left;
    }

    /** Elements of the copy, and room for two vectors that begin at its last. */
    int length() {
        return planes * planeStep() + DirectKernels.COLUMNS;
    }

    /** Copies an image to where such an image was before, or zeros. */
    void copy(float[] x, int from, float[] to, int first) {
        for (int plane = 0; plane < planes; plane++) {
            int at = first + plane * planeStep() + above * rowStep() + left;
            int source = from + plane * height * width;
            if (left == 0) {
                Runs.copy(x, source, to, at, height * width);
                continue;
            }
            for (int i = 0; i < height; i++) {
                Runs.copy(x, source + i * width, to, at + i * rowStep(), width);
            }
        }
    }

    /** Where the taps of windows lie, counted from a window's first: channel by channel, row by row. */
    int[] offsets(int rows, int columns) {
        int[] offsets = new int[planes * rows * columns];
        Arrays.setAll(offsets, tap -> tap / (rows * columns) * planeStep() + tap / columns % rows * rowStep()
                + tap % columns);
        return offsets;
    }
}

package org.gradus.core.kernel;

/** One dimension of a pool: which cells of the input each window looks at. */
public sealed interface PoolAxis permits WindowAxis, AdaptiveAxis {

    /** Cells of the input. */
    int in();

    /** Windows. */
    int out();

    /** Cells of the largest window, or more. */
    int kernel();

    /** Cells of the input from one cell of a window to the next. */
    int dilation();

    /** The input cell under a window's cell, which may lie outside 0…in−1. */
    int at(int window, int cell);

    /** The first cell of a window that lies inside the input. */
    int firstCell(int window);

    /** One more than the last cell of a window that lies inside the input; not above the first if none does. */
    int endCell(int window);

    /**
     * The axis of {@code out} windows that cover the input evenly: window i has the cells from ⌊i·in/out⌋ up to
     * ⌈(i + 1)·in/out⌉.
     */
    static PoolAxis adaptive(int in, int out) {
        if (out > 0 && in > 0 && in % out == 0) {
            return new WindowAxis(in, in / out, in / out, 0, 1, out);
        }
        return new AdaptiveAxis(in, out);
    }
}

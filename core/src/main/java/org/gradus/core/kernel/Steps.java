package org.gradus.core.kernel;

/**
 * Where the indices of one dimension of a matrix lie: index i at (i / run) · runStride + (i % run) · stride, so that a
 * dimension may go on from image to image.
 */
record Steps(int run, int stride, int runStride) {

    private static final int ENDLESS = Integer.MAX_VALUE;

    /** Evenly spaced: index i at i · stride. */
    static Steps even(int stride) {
        return new Steps(ENDLESS, stride, 0);
    }

    /** The position of an index. */
    int at(int index) {
        return run == ENDLESS ? index * stride : index / run * runStride + index % run * stride;
    }

    /** How many indices from this one on, at most {@code limit}, are evenly spaced. */
    int evenFrom(int index, int limit) {
        return run == ENDLESS ? limit : Math.min(limit, run - index % run);
    }
}

package org.gradus.core.kernel;

/** The sizes of a 2-D pool: {@code planes} of height.in × width.in cells become planes of height.out × width.out. */
public record Pool2dGeometry(int planes, PoolAxis height, PoolAxis width) {

    /** Cells of one input plane. */
    public int inPlane() {
        return height.in() * width.in();
    }

    /** Cells of one output plane. */
    public int outPlane() {
        return height.out() * width.out();
    }
}

package org.gradus.core.kernel;

/**
 * The sizes of a 2-D convolution: x [batch, channels, height.in, width.in], weight [filters, channels/groups,
 * height.kernel, width.kernel], y [batch, filters, height.out, width.out], all row-major.
 */
public record Conv2dGeometry(int batch, int channels, int filters, int groups, WindowAxis height, WindowAxis width) {

    /** Input channels that one filter sees. */
    public int groupChannels() {
        return channels / groups;
    }

    /** Filters of one group. */
    public int groupFilters() {
        return filters / groups;
    }

    /** Cells of one input plane. */
    public int inPlane() {
        return height.in() * width.in();
    }

    /** Cells of one output plane. */
    public int outPlane() {
        return height.out() * width.out();
    }

    /** Cells of one filter in one channel. */
    public int kernelPlane() {
        return height.kernel() * width.kernel();
    }
}

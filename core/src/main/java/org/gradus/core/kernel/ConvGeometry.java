package org.gradus.core.kernel;

/**
 * The sizes of a convolution over volumes: x [batch, channels, depth.in, height.in, width.in], weight [filters,
 * channels/groups, depth.kernel, height.kernel, width.kernel], y [batch, filters, depth.out, height.out, width.out], all
 * row-major. Images and lines are volumes whose first axes are {@link WindowAxis#SINGLE}.
 */
public record ConvGeometry(int batch, int channels, int filters, int groups, WindowAxis depth, WindowAxis height,
        WindowAxis width) {

    /** Input channels that one filter sees. */
    public int groupChannels() {
        return channels / groups;
    }

    /** Filters of one group. */
    public int groupFilters() {
        return filters / groups;
    }

    /** Cells of the input in one channel. */
    public int inCells() {
        return depth.in() * height.in() * width.in();
    }

    /** Cells of the output in one channel. */
    public int outCells() {
        return depth.out() * height.out() * width.out();
    }

    /** Cells of one filter in one channel. */
    public int kernelCells() {
        return depth.kernel() * height.kernel() * width.kernel();
    }
}

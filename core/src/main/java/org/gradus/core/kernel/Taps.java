package org.gradus.core.kernel;

/**
 * The taps of a group's windows: every cell of the kernel in every channel of the group, channel by channel, as the weights
 * lie.
 *
 * @param offsets where a tap's cell lies in x, counted from the window's first cell in the group's first channel
 * @param rows how many rows below the window's first
 * @param columns how many columns right of the window's first
 */
record Taps(int[] offsets, int[] rows, int[] columns) {

    /** The taps of any group of a convolution. */
    static Taps of(Conv2dGeometry g) {
        int count = g.groupChannels() * g.kernelPlane();
        Taps taps = new Taps(new int[count], new int[count], new int[count]);
        for (int tap = 0; tap < count; tap++) {
            int cell = tap % g.kernelPlane();
            taps.rows[tap] = cell / g.width().kernel() * g.height().dilation();
            taps.columns[tap] = cell % g.width().kernel() * g.width().dilation();
            taps.offsets[tap] = tap / g.kernelPlane() * g.inPlane() + taps.rows[tap] * g.width().in()
                    + taps.columns[tap];
        }
        return taps;
    }
}

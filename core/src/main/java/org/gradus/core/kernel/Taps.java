package org.gradus.core.kernel;

/**
 * The taps of a group's windows: every cell of the kernel in every channel of the group, channel by channel, as the weights
 * lie.
 *
 * @param offsets where a tap's cell lies in x, counted from the window's first cell in the group's first channel
 * @param slices how many slices behind the window's first
 * @param rows how many rows below the window's first
 * @param columns how many columns right of the window's first
 */
record Taps(int[] offsets, int[] slices, int[] rows, int[] columns) {

    /** The taps of any group of a convolution. */
    static Taps of(ConvGeometry g) {
        int count = g.groupChannels() * g.kernelCells();
        Taps taps = new Taps(new int[count], new int[count], new int[count], new int[count]);
        for (int tap = 0; tap < count; tap++) {
            int line = tap % g.kernelCells() / g.width().kernel();
            taps.slices[tap] = line / g.height().kernel() * g.depth().dilation();
            taps.rows[tap] = line % g.height().kernel() * g.height().dilation();
            taps.columns[tap] = tap % g.width().kernel() * g.width().dilation();
            taps.offsets[tap] = tap / g.kernelCells() * g.inCells()
                    + (taps.slices[tap] * g.height().in() + taps.rows[tap]) * g.width().in() + taps.columns[tap];
        }
        return taps;
    }
}

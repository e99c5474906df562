package org.gradus.layers;

import org.gradus.core.PadMode;
import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** y = x [*,H,W] with what lies at its opposite border around it; padded by two, 1 2 3 becomes 2 3 1 2 3 1 2. Inputs are refused if a margin is larger than its dimension. */
public final class CircularPad2d extends Layer {

    private final Margins margins;

    /**
     * Pads all four sides by one margin, or left, right, top and bottom each by their own; negative margins take away.
     *
     * @throws IllegalArgumentException if there are other than 1 or 4
     */
    public CircularPad2d(int... padding) {
        margins = Margins.of("CircularPad2d", 4, padding);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Padding.pad(x, margins.toArray(), PadMode.CIRCULAR);
    }

    @Override
    protected String extraRepr() {
        return margins.toString();
    }
}

package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** y = x [*,H,W] with zeros around it. */
public final class ZeroPad2d extends Layer {

    private final Margins margins;

    /**
     * Pads all four sides by one margin, or left, right, top and bottom each by their own; negative margins take away.
     *
     * @throws IllegalArgumentException if there are other than 1 or 4
     */
    public ZeroPad2d(int... padding) {
        margins = Margins.of("ZeroPad2d", 4, padding);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Padding.pad(x, margins.toArray());
    }

    @Override
    protected String extraRepr() {
        return margins.toString();
    }
}

package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** y = x [*,W] with zeros around it. */
public final class ZeroPad1d extends Layer {

    private final Margins margins;

    /**
     * Pads both sides by one margin, or left and right each by their own; negative margins take away.
     *
     * @throws IllegalArgumentException if there are other than 1 or 2
     */
    public ZeroPad1d(int... padding) {
        margins = Margins.of("ZeroPad1d", 2, padding);
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

package org.gradus.layers;

import org.gradus.core.PadMode;
import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** y = x [*,W] with what lies within it, mirrored around it; padded by two, 1 2 3 becomes 3 2 1 2 3 2 1. Inputs are refused if a margin is not less than the size of its dimension. */
public final class ReflectionPad1d extends Layer {

    private final Margins margins;

    /**
     * Pads both sides by one margin, or left and right each by their own; negative margins take away.
     *
     * @throws IllegalArgumentException if there are other than 1 or 2
     */
    public ReflectionPad1d(int... padding) {
        margins = Margins.of("ReflectionPad1d", 2, padding);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Padding.pad(x, margins.toArray(), PadMode.REFLECT);
    }

    @Override
    protected String extraRepr() {
        return margins.toString();
    }
}

package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** y = x [*,W] with a number around it. */
public final class ConstantPad1d extends Layer {

    private final Margins margins;
    private final double value;

    /** Pads both sides by one margin; a negative one takes away. */
    public ConstantPad1d(int padding, double value) {
        this(new int[]{padding}, value);
    }

    /**
     * Pads both sides by one margin, or left and right each by their own; negative margins take away.
     *
     * @throws IllegalArgumentException if there are other than 1 or 2
     */
    public ConstantPad1d(int[] padding, double value) {
        this.margins = Margins.of("ConstantPad1d", 2, padding);
        this.value = value;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Padding.pad(x, margins.toArray(), value);
    }

    @Override
    protected String extraRepr() {
        return "padding=" + margins + ", value=" + Repr.of(value);
    }
}

package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** y = x [*,H,W] with a number around it. */
public final class ConstantPad2d extends Layer {

    private final Margins margins;
    private final double value;

    /** Pads all four sides by one margin; a negative one takes away. */
    public ConstantPad2d(int padding, double value) {
        this(new int[]{padding}, value);
    }

    /**
     * Pads all four sides by one margin, or left, right, top and bottom each by their own; negative margins take away.
     *
     * @throws IllegalArgumentException if there are other than 1 or 4
     */
    public ConstantPad2d(int[] padding, double value) {
        this.margins = Margins.of("ConstantPad2d", 4, padding);
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

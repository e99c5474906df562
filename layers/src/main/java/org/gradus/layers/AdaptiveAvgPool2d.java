package org.gradus.layers;

import com.google.common.primitives.ImmutableIntArray;
import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;

/** y = the average of each of so many windows that cover images evenly; x [N,C,H,W] → y [N,C,H',W'], as {@link AvgPools#adaptiveAvgPool2d}. */
public final class AdaptiveAvgPool2d extends Layer {

    private final ImmutableIntArray size;

    /** So many windows, H' and W' or one number for all; −1 keeps a size. */
    public AdaptiveAvgPool2d(int... size) {
        this.size = ImmutableIntArray.copyOf(size);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return AvgPools.adaptiveAvgPool2d(x, size.toArray());
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + AdaptiveSize.repr(size.toArray());
    }
}

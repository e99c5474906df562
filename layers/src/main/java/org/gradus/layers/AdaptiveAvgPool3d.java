package org.gradus.layers;

import com.google.common.primitives.ImmutableIntArray;
import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;

/** y = the average of each of so many windows that cover volumes evenly; x [N,C,D,H,W] → y [N,C,D',H',W'], as {@link AvgPools#adaptiveAvgPool3d}. */
public final class AdaptiveAvgPool3d extends Layer {

    private final ImmutableIntArray size;

    /** So many windows, D', H' and W' or one number for all; −1 keeps a size. */
    public AdaptiveAvgPool3d(int... size) {
        this.size = ImmutableIntArray.copyOf(size);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return AvgPools.adaptiveAvgPool3d(x, size.toArray());
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + AdaptiveSize.repr(size.toArray());
    }
}

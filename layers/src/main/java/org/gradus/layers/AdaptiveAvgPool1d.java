package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;

/** y = the average of each of so many windows that cover lines evenly; x [N,C,L] → y [N,C,L'], as {@link AvgPools#adaptiveAvgPool1d}. */
public final class AdaptiveAvgPool1d extends Layer {

    private final int size;

    /** So many windows, or −1 for as many as elements. */
    public AdaptiveAvgPool1d(int size) {
        this.size = size;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return AvgPools.adaptiveAvgPool1d(x, size);
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + AdaptiveSize.repr(size);
    }
}

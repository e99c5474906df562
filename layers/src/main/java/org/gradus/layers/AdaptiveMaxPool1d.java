package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.core.op.MaxPools;

/** y = the largest value of each of so many windows that cover lines evenly; x [N,C,L] → y [N,C,L'], as {@link MaxPools#adaptiveMaxPool1d}. */
public final class AdaptiveMaxPool1d extends Layer {

    private final int size;

    /** So many windows, or −1 for as many as elements. */
    public AdaptiveMaxPool1d(int size) {
        this.size = size;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return MaxPools.adaptiveMaxPool1d(x, size);
    }

    /** Computes the output and where in its channel each of its values stands; hooks do not run. */
    public ValuesAndIndices forwardWithIndices(Tensor x) {
        return MaxPools.adaptiveMaxPool1dWithIndices(x, size);
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + AdaptiveSize.repr(size);
    }
}

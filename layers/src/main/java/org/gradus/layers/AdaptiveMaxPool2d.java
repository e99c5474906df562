package org.gradus.layers;

import com.google.common.primitives.ImmutableIntArray;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.core.op.MaxPools;

/** y = the largest value of each of so many windows that cover images evenly; x [N,C,H,W] → y [N,C,H',W'], as {@link MaxPools#adaptiveMaxPool2d}. */
public final class AdaptiveMaxPool2d extends Layer {

    private final ImmutableIntArray size;

    /** So many windows, H' and W' or one number for all; −1 keeps a size. */
    public AdaptiveMaxPool2d(int... size) {
        this.size = ImmutableIntArray.copyOf(size);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return MaxPools.adaptiveMaxPool2d(x, size.toArray());
    }

    /** Computes the output and where in its channel each of its values stands; hooks do not run. */
    public ValuesAndIndices forwardWithIndices(Tensor x) {
        return MaxPools.adaptiveMaxPool2dWithIndices(x, size.toArray());
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + AdaptiveSize.repr(size.toArray());
    }
}

package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Shuffles;

/** y = pixels made channels; x [*,C,H·r,W·r] → y [*,C·r²,H,W], as {@link Shuffles#pixelUnshuffle}. */
public final class PixelUnshuffle extends Layer {

    private final int downscaleFactor;

    /** r, into how many parts height and width are divided. */
    public PixelUnshuffle(int downscaleFactor) {
        this.downscaleFactor = downscaleFactor;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Shuffles.pixelUnshuffle(x, downscaleFactor);
    }

    @Override
    protected String extraRepr() {
        return "downscale_factor=" + downscaleFactor;
    }
}

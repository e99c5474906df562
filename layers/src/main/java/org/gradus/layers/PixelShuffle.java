package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Shuffles;

/** y = channels made pixels; x [*,C·r²,H,W] → y [*,C,H·r,W·r], as {@link Shuffles#pixelShuffle}. */
public final class PixelShuffle extends Layer {

    private final int upscaleFactor;

    /** r, how many times as high and wide images become. */
    public PixelShuffle(int upscaleFactor) {
        this.upscaleFactor = upscaleFactor;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Shuffles.pixelShuffle(x, upscaleFactor);
    }

    @Override
    protected String extraRepr() {
        return "upscale_factor=" + upscaleFactor;
    }
}

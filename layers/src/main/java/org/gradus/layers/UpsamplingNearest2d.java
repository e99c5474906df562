package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.Interpolation;

/** y = images x [N,C,H,W] stretched or shrunk, each pixel being that of x which its left upper corner falls on, as {@link Interpolation#interpolate}. */
public final class UpsamplingNearest2d extends Layer {

    private final InterpolateOptions options;

    /**
     * Stretched to the size or by the factors of the options.
     *
     * @throws IllegalArgumentException if they name a mode other than the usual one
     */
    public UpsamplingNearest2d(InterpolateOptions options) {
        checkArgument(options.mode() == InterpolateMode.NEAREST,
                "[UpsamplingNearest2d] has a mode of its own, but came %s",
                options.mode());
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Interpolation.interpolate(x, options);
    }

    @Override
    protected String extraRepr() {
        return Upsample.repr(options);
    }
}

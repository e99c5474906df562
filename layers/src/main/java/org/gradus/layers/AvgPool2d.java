package org.gradus.layers;

import org.gradus.core.AvgPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;

/** y = the average of each window of images; x [N,C,H,W] → y [N,C,H',W'], as {@link AvgPools#avgPool2d}. */
public final class AvgPool2d extends Layer {

    private final AvgPoolOptions options;

    /** Square windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public AvgPool2d(int kernel) {
        this(AvgPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public AvgPool2d(AvgPoolOptions options) {
        this.options = options;
    }

    /** How the windows walk. */
    public AvgPoolOptions options() {
        return options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return AvgPools.avgPool2d(x, options);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=%s, stride=%s, padding=%s".formatted(options.kernel(), options.stride(),
                options.padding());
    }
}

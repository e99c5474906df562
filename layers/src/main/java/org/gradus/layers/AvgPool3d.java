package org.gradus.layers;

import org.gradus.core.AvgPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;

/** y = the average of each window of volumes; x [N,C,D,H,W] → y [N,C,D',H',W'], as {@link AvgPools#avgPool3d}. */
public final class AvgPool3d extends Layer {

    private final AvgPoolOptions options;

    /** Cubic windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public AvgPool3d(int kernel) {
        this(AvgPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public AvgPool3d(AvgPoolOptions options) {
        this.options = options;
    }

    /** How the windows walk. */
    public AvgPoolOptions options() {
        return options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return AvgPools.avgPool3d(x, options);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=%s, stride=%s, padding=%s".formatted(options.kernel(), options.stride(),
                options.padding());
    }
}

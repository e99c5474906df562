package org.gradus.layers;

import org.gradus.core.AvgPoolOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;

/** y = the average of each window of lines; x [N,C,L] → y [N,C,L'], as {@link AvgPools#avgPool1d}. */
public final class AvgPool1d extends Layer {

    private final AvgPoolOptions options;

    /** Windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public AvgPool1d(int kernel) {
        this(AvgPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public AvgPool1d(AvgPoolOptions options) {
        this.options = options;
    }

    /** How the windows walk. */
    public AvgPoolOptions options() {
        return options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return AvgPools.avgPool1d(x, options);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=%s, stride=%s, padding=%s".formatted(tuple(options.kernel()), tuple(options.stride()),
                tuple(options.padding()));
    }

    private static String tuple(PerAxis value) {
        return Repr.tuple(value.values().toArray());
    }
}

package org.gradus.layers;

import org.gradus.core.Pool2dOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MaxPool2dOp;

/** y = the largest value of each window; x [N,C,H,W] → y [N,C,H',W'], as {@link MaxPool2dOp}. */
public final class MaxPool2d extends Layer {

    private final Pool2dOptions options;

    /** Square windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public MaxPool2d(int kernel) {
        this(Pool2dOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public MaxPool2d(Pool2dOptions options) {
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return MaxPool2dOp.maxPool2d(x, options);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=%s, stride=%s, padding=%s, dilation=%s, ceil_mode=%s".formatted(Repr.of(options.kernel()),
                Repr.of(options.stride()), Repr.of(options.padding()), Repr.of(options.dilation()),
                Repr.of(options.ceilMode()));
    }
}

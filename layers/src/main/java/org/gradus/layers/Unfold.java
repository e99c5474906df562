package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.UnfoldOptions;
import org.gradus.core.op.Unfolding;

/** y = the patches that windows see, side by side; x [N,C,H,W] → y [N,C·R·S,windows], as {@link Unfolding#unfold(Tensor, UnfoldOptions)}. */
public final class Unfold extends Layer {

    private final UnfoldOptions options;

    /** Square windows at every pixel that has room for them. @throws IllegalArgumentException if the kernel is below 1 */
    public Unfold(int kernel) {
        this(UnfoldOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public Unfold(UnfoldOptions options) {
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Unfolding.unfold(x, options);
    }

    @Override
    protected String extraRepr() {
        return repr(options);
    }

    static String repr(UnfoldOptions options) {
        return "kernel_size=%s, dilation=%s, padding=%s, stride=%s".formatted(options.kernel(), options.dilation(),
                options.padding(), options.stride());
    }
}

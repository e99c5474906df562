package org.gradus.layers;

import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MaxUnpools;

/** y = zeros, but each value where a max-pool of lines says that it stood, as {@link MaxUnpools#maxUnpool1d}. */
public final class MaxUnpool1d extends MaxUnpoolLayer {

    /** Undoes a pool of windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public MaxUnpool1d(int kernel) {
        this(MaxUnpoolOptions.kernel(kernel));
    }

    /** Undoes the pool of the options. */
    public MaxUnpool1d(MaxUnpoolOptions options) {
        super(options, 1);
    }

    @Override
    Tensor unpool(Tensor x, Tensor indices, MaxUnpoolOptions options) {
        return MaxUnpools.maxUnpool1d(x, indices, options);
    }
}

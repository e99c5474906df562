package org.gradus.layers;

import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MaxUnpools;

/** y = zeros, but each value where a max-pool of images says that it stood, as {@link MaxUnpools#maxUnpool2d}. */
public final class MaxUnpool2d extends MaxUnpoolLayer {

    /** Undoes a pool of square windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public MaxUnpool2d(int kernel) {
        this(MaxUnpoolOptions.kernel(kernel));
    }

    /** Undoes the pool of the options. */
    public MaxUnpool2d(MaxUnpoolOptions options) {
        super(options, 2);
    }

    @Override
    Tensor unpool(Tensor x, Tensor indices, MaxUnpoolOptions options) {
        return MaxUnpools.maxUnpool2d(x, indices, options);
    }
}

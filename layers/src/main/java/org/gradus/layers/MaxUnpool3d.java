package org.gradus.layers;

import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MaxUnpools;

/** y = zeros, but each value where a max-pool of volumes says that it stood, as {@link MaxUnpools#maxUnpool3d}. */
public final class MaxUnpool3d extends MaxUnpoolLayer {

    /** Undoes a pool of cubic windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public MaxUnpool3d(int kernel) {
        this(MaxUnpoolOptions.kernel(kernel));
    }

    /** Undoes the pool of the options. */
    public MaxUnpool3d(MaxUnpoolOptions options) {
        super(options, 3);
    }

    @Override
    Tensor unpool(Tensor x, Tensor indices, MaxUnpoolOptions options) {
        return MaxUnpools.maxUnpool3d(x, indices, options);
    }
}

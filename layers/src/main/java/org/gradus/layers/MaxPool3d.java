package org.gradus.layers;

import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MaxPools;

/** y = the largest value of each window of volumes; x [N,C,D,H,W] → y [N,C,D',H',W'], as {@link MaxPools#maxPool3d}. */
public final class MaxPool3d extends MaxPoolLayer {

    /** Cubic windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public MaxPool3d(int kernel) {
        this(MaxPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public MaxPool3d(MaxPoolOptions options) {
        super(options, MaxPools::maxPool3dWithIndices);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return MaxPools.maxPool3d(x, options());
    }
}

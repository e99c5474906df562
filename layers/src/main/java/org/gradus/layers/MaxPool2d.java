package org.gradus.layers;

import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.MaxPools;

/** y = the largest value of each window of images; x [N,C,H,W] → y [N,C,H',W'], as {@link MaxPool2dOp#maxPool2d}. */
public final class MaxPool2d extends MaxPoolLayer {

    /** Square windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public MaxPool2d(int kernel) {
        this(MaxPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public MaxPool2d(MaxPoolOptions options) {
        super(options, MaxPools::maxPool2dWithIndices);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return MaxPool2dOp.maxPool2d(x, options());
    }
}

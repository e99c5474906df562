package org.gradus.layers;

import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MaxPools;

/** y = the largest value of each window of lines; x [N,C,L] → y [N,C,L'], as {@link MaxPools#maxPool1d}. */
public final class MaxPool1d extends MaxPoolLayer {

    /** Windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public MaxPool1d(int kernel) {
        this(MaxPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public MaxPool1d(MaxPoolOptions options) {
        super(options, MaxPools::maxPool1dWithIndices);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return MaxPools.maxPool1d(x, options());
    }
}

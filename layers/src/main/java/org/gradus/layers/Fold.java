package org.gradus.layers;

import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;
import org.gradus.core.UnfoldOptions;
import org.gradus.core.op.Unfolding;

/** y = images of one size, summed of patches that may overlap; x [N,C·R·S,windows] → y [N,C,H,W], as {@link Unfolding#fold}. */
public final class Fold extends Layer {

    private final PerAxis outputSize;
    private final UnfoldOptions options;

    /** Square images of square windows at every pixel. @throws IllegalArgumentException if a size is below 1 */
    public Fold(int outputSize, int kernel) {
        this(PerAxis.of(outputSize), UnfoldOptions.kernel(kernel));
    }

    /**
     * Images of windows as the options say.
     *
     * @param outputSize their height and width
     * @throws IllegalArgumentException if it has more than two numbers, or one below 1
     */
    public Fold(PerAxis outputSize, UnfoldOptions options) {
        outputSize.checkAxes(2, "Fold", "outputSize");
        outputSize.checkAtLeast(1, "Fold", "outputSize");
        this.outputSize = outputSize;
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Unfolding.fold(x, outputSize, options);
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + outputSize + ", " + Unfold.repr(options);
    }
}

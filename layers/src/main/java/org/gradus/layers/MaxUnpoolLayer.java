package org.gradus.layers;

import java.util.Arrays;
import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;

/** A max-pool undone: what all such layers are, whatever their number of axes. */
public abstract class MaxUnpoolLayer extends Module {

    private final MaxUnpoolOptions options;
    private final int axes;

    /** A layer that undoes a pool along so many axes. */
    MaxUnpoolLayer(MaxUnpoolOptions options, int axes) {
        this.options = options;
        this.axes = axes;
    }

    /** The layer's function. */
    abstract Tensor unpool(Tensor x, Tensor indices, MaxUnpoolOptions chosen);

    /**
     * Puts values where they stood.
     *
     * @param indices as the max-pool's {@code forwardWithIndices} gives them
     * @throws IllegalArgumentException if shapes or types do not fit, or an index lies beyond the output
     */
    public final Tensor forward(Tensor x, Tensor indices) {
        return unpool(x, indices, options);
    }

    /** Puts values where they stood in an output of these sizes; otherwise as {@link #forward(Tensor, Tensor)}. */
    public final Tensor forward(Tensor x, Tensor indices, int... outputSize) {
        return unpool(x, indices, options.withOutputSize(outputSize));
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=%s, stride=%s, padding=%s".formatted(tuple(options.kernel()), tuple(options.stride()),
                tuple(options.padding()));
    }

    private String tuple(PerAxis value) {
        int[] all = new int[axes];
        Arrays.setAll(all, value::along);
        return Repr.tuple(all);
    }
}

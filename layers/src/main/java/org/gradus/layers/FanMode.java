package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Shape;

/** Which connections of a weight [out, in, …] an initialiser counts. */
public enum FanMode {

    /** Those that one output gathers: in times the cells of a filter; keeps the size of activations. */
    FAN_IN(1),

    /** Those that one input feeds: out times the cells of a filter; keeps the size of gradients. */
    FAN_OUT(0);

    private final int dim;

    FanMode(int dim) {
        this.dim = dim;
    }

    /**
     * The number of connections.
     *
     * @throws IllegalArgumentException if the weight has fewer than two dimensions or no elements
     */
    public long of(Shape weight) {
        checkArgument(weight.rank() >= 2 && weight.numel() > 0,
                "[init] a weight [out,in,…] has connections to count, but %s came; use uniform, normal or constant",
                weight);
        return (long) weight.size(dim) * weight.numel(2, weight.rank());
    }
}

package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import org.gradus.core.Tensor;

/** y = x with one dimension split into several, [N,C·H·W] → [N,C,H,W]: what {@link Flatten} merged. */
public final class Unflatten extends Layer {

    private final int dim;
    private final ImmutableIntArray sizes;

    /**
     * Splits a dimension, which may count from the end, into dimensions of these sizes, of which one may be −1.
     *
     * @throws IllegalArgumentException if no size is given
     */
    public Unflatten(int dim, int... sizes) {
        checkArgument(sizes.length > 0, "[Unflatten] needs at least one size to split dimension %s into", dim);
        this.dim = dim;
        this.sizes = ImmutableIntArray.copyOf(sizes);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return x.unflatten(dim, sizes.toArray());
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim + ", unflattened_size=" + Repr.tuple(sizes.toArray());
    }
}

package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;

/** Activation functions that are made of others. */
public final class Activations {

    private Activations() {}

    /**
     * y = a·σ(b) where a and b are the halves of x along a dimension: the gated linear unit.
     *
     * <p>
     * Source: Y. Dauphin et al., <i>Language modeling with gated convolutional networks</i>, ICML 2017, equation (1).
     *
     * @param dim of even size, counting from the end if negative; it is halved
     * @throws IllegalArgumentException if the dimension's size is odd
     */
    public static Tensor glu(Tensor x, int dim) {
        int axis = x.shape().axis("glu", dim);
        int size = x.size(axis);
        checkArgument(size % 2 == 0, "[glu] dimension %s of %s is halved, so it must be even, but is %s", dim,
                x.shape(), size);
        return x.narrow(axis, 0, size / 2).mul(x.narrow(axis, size / 2, size / 2).sigmoid());
    }

    /** y = exp(−x) / Σ exp(−x) along a dimension: the smallest is the most likely. */
    public static Tensor softmin(Tensor x, int dim) {
        return x.neg().softmax(dim);
    }

    /** y = x − tanh x, element by element; ∂y/∂x = tanh² x. */
    public static Tensor tanhshrink(Tensor x) {
        return x.sub(x.tanh());
    }
}

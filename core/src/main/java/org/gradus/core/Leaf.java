package org.gradus.core;

import org.jspecify.annotations.Nullable;

/** Where backward leaves the gradient of a tensor that no recorded operation produced. */
final class Leaf {

    private @Nullable Tensor grad;

    @Nullable
    Tensor grad() {
        return grad;
    }

    void accumulate(Tensor gradient) {
        grad = grad == null ? gradient : grad.add(gradient);
    }

    void clear() {
        grad = null;
    }
}

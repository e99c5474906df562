package org.gradus.core;

import org.jspecify.annotations.Nullable;

/** Where backward passes, on whichever threads, add up the gradient of a tensor that no recorded operation produced. */
final class Leaf extends Origin {

    private @Nullable Tensor grad;

    synchronized @Nullable Tensor grad() {
        return grad;
    }

    synchronized void accumulate(Tensor gradient) {
        grad = grad == null ? gradient : grad.add(gradient);
    }

    synchronized void set(Tensor gradient) {
        grad = gradient;
    }

    synchronized void clear() {
        grad = null;
    }
}

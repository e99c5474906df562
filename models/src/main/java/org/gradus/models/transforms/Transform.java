package org.gradus.models.transforms;

import org.gradus.core.Tensor;

/**
 * Prepares a batch of pictures for a network, each independently of the others, so that it does not matter how they are
 * batched.
 *
 * @param <I> what it starts from: {@link Images}, or the tensor [N,C,H,W] that another transform gave
 */
@FunctionalInterface
public interface Transform<I> {

    /** The pictures, prepared: [N,C,H,W], as many as came. */
    Tensor apply(I images);
}

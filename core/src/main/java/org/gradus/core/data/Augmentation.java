package org.gradus.core.data;

import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/**
 * Changes samples at random, another way every time that they are served: crops, flips, noise.
 *
 * <p>
 * A loader that was given one applies it to every input of every batch, on the thread that prepares the batch, with a
 * generator of the sample's own. That one is seeded by the epoch's seed and the sample's place in the epoch, so that what
 * comes out depends neither on the number of workers nor on where an epoch was stopped and resumed.
 */
@FunctionalInterface
public interface Augmentation {

    /** Draws from the generator and changes the sample accordingly. Several threads call it at once. */
    Tensor apply(Tensor input, Rng rng);

    /** This one, and then another with the same generator. */
    default Augmentation andThen(Augmentation next) {
        return (input, rng) -> next.apply(apply(input, rng), rng);
    }
}

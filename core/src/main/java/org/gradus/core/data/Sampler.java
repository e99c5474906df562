package org.gradus.core.data;

import org.gradus.core.random.Rng;

/** Chooses the samples of an epoch and their order. */
public interface Sampler {

    /** How many samples an epoch has, each counted as often as it comes. */
    int size();

    /**
     * Draws an epoch: as many indices as {@link #size} says.
     *
     * @param rng a generator made for this epoch
     */
    int[] draw(Rng rng);
}

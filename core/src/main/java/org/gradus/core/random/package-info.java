/**
 * Random numbers: the generator behind every initialiser, dropout mask and shuffle, giving PyTorch's numbers for
 * PyTorch's seeds.
 *
 * <p>{@link org.gradus.core.random.Rng} fills plain arrays and knows nothing of tensors;
 * {@link org.gradus.core.random.Shuffle} draws the order in which a loader visits a data set.
 */
@NullMarked
package org.gradus.core.random;

import org.jspecify.annotations.NullMarked;

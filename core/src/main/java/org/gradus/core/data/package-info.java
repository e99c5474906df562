/**
 * Data sets and the loaders that serve them in batches, in PyTorch's order for the generator's seed.
 *
 * <p>
 * A {@link org.gradus.core.data.Dataset} gives samples by index; a {@link org.gradus.core.data.DataLoader} visits all of
 * them once an epoch, in the given order or shuffled, and stacks them to batches.
 */
@NullMarked
package org.gradus.core.data;

import org.jspecify.annotations.NullMarked;

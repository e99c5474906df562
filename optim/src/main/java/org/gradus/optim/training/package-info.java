/**
 * The training loop and what listens to it.
 *
 * <p>
 * A {@link org.gradus.optim.training.Trainer} does what a loop of ten lines does, to the same bits, and can be stopped and
 * resumed at every step; {@link org.gradus.optim.training.Callback}s save, log, watch and stop.
 */
@NullMarked
package org.gradus.optim.training;

import org.jspecify.annotations.NullMarked;

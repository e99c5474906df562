/** Optimisers, schedules, clipping, the training loop and its callbacks. */
@NullMarked
package org.gradus.optim;

import org.jspecify.annotations.NullMarked;

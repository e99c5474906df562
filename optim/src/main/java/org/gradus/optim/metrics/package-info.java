/** Figures that tell how good a model's predictions are, gathered batch by batch. */
@NullMarked
package org.gradus.optim.metrics;

import org.jspecify.annotations.NullMarked;

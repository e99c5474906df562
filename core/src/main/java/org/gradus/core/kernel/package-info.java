/** Loops over arrays, ignorant of tensors and gradients, one set for each element type. */
@NullMarked
package org.gradus.core.kernel;

import org.jspecify.annotations.NullMarked;

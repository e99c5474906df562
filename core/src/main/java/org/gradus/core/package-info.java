/** Tensors, the tape, operations and their kernels, gradient checks, random numbers, data pipeline, tensor files. */
@NullMarked
package org.gradus.core;

import org.jspecify.annotations.NullMarked;

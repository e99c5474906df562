/** Gradus's speed, measured beside PyTorch's. */
@NullMarked
package org.gradus.examples.bench;

import org.jspecify.annotations.NullMarked;

/** The commands about files of weights: what is in them, and how one format becomes another. */
@NullMarked
package org.gradus.examples.weights;

import org.jspecify.annotations.NullMarked;

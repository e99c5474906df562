/** Training the lecture's network on handwritten digits. */
@NullMarked
package org.gradus.examples.train;

import org.jspecify.annotations.NullMarked;

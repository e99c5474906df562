/** The recorded tape of a published network as a picture. */
@NullMarked
package org.gradus.examples.draw;

import org.jspecify.annotations.NullMarked;

/** The layers of published networks, with shapes, parameters and costs. */
@NullMarked
package org.gradus.examples.summary;

import org.jspecify.annotations.NullMarked;

/** The lecture's worked examples on convolution and pooling, computed and explained. */
@NullMarked
package org.gradus.examples.lecture;

import org.jspecify.annotations.NullMarked;

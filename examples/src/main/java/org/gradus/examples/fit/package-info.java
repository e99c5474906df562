/** The commands that train any network on any data set, and go on with a training that was stopped. */
@NullMarked
package org.gradus.examples.fit;

import org.jspecify.annotations.NullMarked;

/** The command {@code vgg16}: a large published network, built, printed and trained for one step. */
@NullMarked
package org.gradus.examples.vgg;

import org.jspecify.annotations.NullMarked;

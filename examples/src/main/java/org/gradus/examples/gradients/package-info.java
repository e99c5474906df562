/** The command {@code gradcheck}: every op and layer held against finite differences. */
@NullMarked
package org.gradus.examples.gradients;

import org.jspecify.annotations.NullMarked;

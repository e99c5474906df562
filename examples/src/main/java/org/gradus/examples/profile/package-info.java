/** The command that says where the time and the memory of training steps go. */
@NullMarked
package org.gradus.examples.profile;

import org.jspecify.annotations.NullMarked;

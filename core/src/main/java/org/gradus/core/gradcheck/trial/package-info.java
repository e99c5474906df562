/**
 * The gradient checker on trial: by mutants, backward rules with a fault in them that it has to find, and by random
 * checks of right gradients, which it must not accuse.
 */
@NullMarked
package org.gradus.core.gradcheck.trial;

import org.jspecify.annotations.NullMarked;

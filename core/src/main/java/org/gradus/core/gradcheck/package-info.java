/**
 * Gradients proved against finite differences, for the operations here and for users' own:
 * {@code GradCheck.check(x -> x.exp(), x).assertCorrect()}.
 */
@NullMarked
package org.gradus.core.gradcheck;

import org.jspecify.annotations.NullMarked;

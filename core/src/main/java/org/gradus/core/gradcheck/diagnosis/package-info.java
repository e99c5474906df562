/** What is wrong where a gradient check fails: the pattern of the errors, the operation at fault, the smallest case. */
@NullMarked
package org.gradus.core.gradcheck.diagnosis;

import org.jspecify.annotations.NullMarked;

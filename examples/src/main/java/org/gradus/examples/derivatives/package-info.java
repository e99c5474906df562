/** Derivatives of derivatives, and ops of one's own. */
@NullMarked
package org.gradus.examples.derivatives;

import org.jspecify.annotations.NullMarked;

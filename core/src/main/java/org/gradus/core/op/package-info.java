/** One differentiable operation a file: its check, its forward pass in kernels, its backward rule in ops. */
@NullMarked
package org.gradus.core.op;

import org.jspecify.annotations.NullMarked;

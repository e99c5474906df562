/** Tensor files: named tensors in the safetensors format, read with suspicion and written all or nothing. */
@NullMarked
package org.gradus.core.io;

import org.jspecify.annotations.NullMarked;

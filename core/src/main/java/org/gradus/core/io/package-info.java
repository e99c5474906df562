/**
 * Tensor files: named tensors in the formats of safetensors, NumPy and PyTorch, read with suspicion and written all or
 * nothing.
 */
@NullMarked
package org.gradus.core.io;

import org.jspecify.annotations.NullMarked;

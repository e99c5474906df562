/** From the bytes of pictures to the tensors that networks are fed: scaling and normalising whole batches at once. */
@NullMarked
package org.gradus.models.transforms;

import org.jspecify.annotations.NullMarked;

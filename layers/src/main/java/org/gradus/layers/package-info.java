/** Modules and what is built of them: layers, losses, initialisers, state dicts. */
@NullMarked
package org.gradus.layers;

import org.jspecify.annotations.NullMarked;

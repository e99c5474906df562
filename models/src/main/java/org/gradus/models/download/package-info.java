/** Fetching files that others publish, and taking archives apart. */
@NullMarked
package org.gradus.models.download;

import org.jspecify.annotations.NullMarked;

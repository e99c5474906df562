/** Published sets of labelled pictures. */
@NullMarked
package org.gradus.models.datasets;

import org.jspecify.annotations.NullMarked;

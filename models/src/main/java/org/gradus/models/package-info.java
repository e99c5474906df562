/** Published networks, vision datasets and transforms. */
@NullMarked
package org.gradus.models;

import org.jspecify.annotations.NullMarked;

/** One row for every way of calling an op: what the library's own gradients are checked on. */
@NullMarked
package org.gradus.core.gradcheck.table;

import org.jspecify.annotations.NullMarked;

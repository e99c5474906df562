/** What is measured, and the process that measures it. */
@NullMarked
package org.gradus.examples.bench.work;

import org.jspecify.annotations.NullMarked;

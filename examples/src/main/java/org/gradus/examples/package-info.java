/** Small runnable programs, the command line and benchmarks. */
@NullMarked
package org.gradus.examples;

import org.jspecify.annotations.NullMarked;

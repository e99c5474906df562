/** What a training run leaves behind: a folder of its own, and in it a page that shows everything. */
@NullMarked
package org.gradus.examples.report;

import org.jspecify.annotations.NullMarked;

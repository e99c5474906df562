/** What a training run leaves behind: a folder of its own with pictures, metrics and weights. */
@NullMarked
package org.gradus.examples.report;

import org.jspecify.annotations.NullMarked;

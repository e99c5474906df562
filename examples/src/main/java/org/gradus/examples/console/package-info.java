/** What the programs show on a console: tables and progress. */
@NullMarked
package org.gradus.examples.console;

import org.jspecify.annotations.NullMarked;

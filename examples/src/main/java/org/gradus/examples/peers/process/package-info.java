/** The process that holds a peer: started, asked, watched, and started again when it dies. */
@NullMarked
package org.gradus.examples.peers.process;

import org.jspecify.annotations.NullMarked;

/**
 * What travels between a check and the process that holds the peer: requests one way, answers the other, both framed so
 * that whatever else lands in the pipe is told apart. Both ends run these classes.
 */
@NullMarked
package org.gradus.examples.peers.wire;

import org.jspecify.annotations.NullMarked;

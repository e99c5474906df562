/**
 * Gradus held against PyTorch's own build on the same machine. PyTorch's native code runs in a process of its own, whose
 * sources are in {@code src/peers/java} and are built with the Maven profile {@code peers} only; everything here is built
 * always and touches none of it. See {@link org.gradus.examples.peers.check} for how an operation is added.
 *
 * <p>
 * Measuring speed is to use the same process: a request that names an operation and how often to repeat it, whose answer
 * is the seconds that each repetition took, measured by the process itself around the call, so that neither the pipe nor
 * the copies of tensors count.
 */
@NullMarked
package org.gradus.examples.peers;

import org.jspecify.annotations.NullMarked;

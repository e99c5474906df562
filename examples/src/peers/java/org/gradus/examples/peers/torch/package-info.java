/**
 * The process that computes with PyTorch: it answers requests on standard input, by name through a table that has one
 * line an operation. It is built with the Maven profile {@code peers} only and runs on the class path.
 */
@NullMarked
package org.gradus.examples.peers.torch;

import org.jspecify.annotations.NullMarked;

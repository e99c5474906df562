/**
 * The table of operations in which Gradus is compared with its peer, the random cases, and the comparison.
 *
 * <p>
 * An operation takes one line on this side, in the family of {@link org.gradus.examples.peers.check.Operations} where it
 * belongs: its name, how its cases are drawn, and how Gradus computes it:
 *
 * <pre>{@code
 * table.add("softmax", Draws.alongDim(Domain.ANY), c -> c.x().softmax(c.integer("dim")));
 * }</pre>
 *
 * <p>
 * and one line of the same name in the family of the peer, in {@code src/peers/java}:
 *
 * <pre>{@code
 * table.add("softmax", c -> torch.softmax(c.x(), c.dim()));
 * }</pre>
 *
 * <p>
 * What is drawn comes to both: tensors in the order in which they were drawn, and attributes by name. All cases must be
 * valid: that either side refuses one is a disagreement. {@link org.gradus.examples.peers.check.Draws} has the usual ways
 * to draw; another is a few lines with {@link org.gradus.examples.peers.check.Draw} beside the operation. Operations of
 * several results use {@code addMany}; those whose small results should be right in all digits, or that must agree to the
 * bit, are added {@linkplain org.gradus.examples.peers.check.Operations#judged under another measure}.
 */
@NullMarked
package org.gradus.examples.peers.check;

import org.jspecify.annotations.NullMarked;

package org.gradus.core.kernel;

/**
 * A formula over the elements of several arrays of one length, written once for both floating-point types as a few steps
 * over whole strips:
 *
 * {@snippet :
 * // m ← m + (1 − β)·(g − m),  p ← p − learningRate·m
 * StripRule momentum = strips -> {
 *     MutableStrip m = strips.changed(1).lerp(strips.read(0), 1 - beta);
 *     strips.changed(0).axpby(-learningRate, m, 1);
 * };
 * }
 *
 * <p>
 * All of its steps are done on one strip of each array before the next comes: however many steps there are, memory is
 * passed over once, and nothing of the length of the arrays is allocated.
 */
public interface StripRule {

    /** Works the formula out for the elements under the strips; nothing else may depend on how often it is called. */
    void apply(Strips strips);
}

package org.gradus.core.gradcheck.trial;

/**
 * What became of a mutant.
 *
 * @param fate what it came to
 * @param foundByFixedStep whether PyTorch's rule finds it: central differences of one step for all, compared within
 *        atol + rtol·|numeric|, to the same order
 */
public record Trial(Mutant mutant, Fate fate, boolean foundByFixedStep) {

    /** What can become of a mutant. */
    public enum Fate {
        /** The checker found the fault. */
        FOUND,
        /** The fault changes gradients, and the checker passed them. */
        SURVIVED,
        /** The fault changes no gradient. */
        EQUIVALENT,
        /** The engine itself does not take what the faulty rule gives. */
        REFUSED
    }
}

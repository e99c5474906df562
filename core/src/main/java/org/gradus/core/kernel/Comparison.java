package org.gradus.core.kernel;

/** The ways of comparing two numbers; every one but {@link #NE} is false where either is NaN. */
public enum Comparison {
    /** a = b. */
    EQ,
    /** a ≠ b. */
    NE,
    /** a &lt; b. */
    LT,
    /** a ≤ b. */
    LE,
    /** a &gt; b. */
    GT,
    /** a ≥ b. */
    GE
}

package org.gradus.core;

/** How the Gaussian error linear unit x·Φ(x) is computed. */
public enum GeluApproximation {
    /** As it is defined, with Φ(x) = (1 + erf(x/√2))/2. */
    NONE,
    /** With Φ(x) ≈ (1 + tanh(√(2/π)·(x + 0.044715·x³)))/2, as GPT-2 was trained. */
    TANH
}

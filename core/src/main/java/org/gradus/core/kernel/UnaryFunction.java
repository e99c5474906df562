package org.gradus.core.kernel;

/** The functions of one number that kernels apply element by element. */
public enum UnaryFunction {
    /** −x. */
    NEG,
    /** eˣ. */
    EXP,
    /** ln x. */
    LOG,
    /** tanh x. */
    TANH,
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID,
    /** max(x, 0); NaN stays NaN. */
    RELU
}

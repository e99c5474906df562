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
    /** 0 where x &lt; 0, else x: NaN stays NaN, and −0 stays −0. */
    RELU
}

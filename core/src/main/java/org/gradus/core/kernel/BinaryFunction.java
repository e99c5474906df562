package org.gradus.core.kernel;

/** The functions of two numbers that kernels apply element by element. */
public enum BinaryFunction {
    /** a + b. */
    ADD,
    /** a − b. */
    SUB,
    /** a · b. */
    MUL,
    /** a / b. */
    DIV,
    /** 0 where b ≤ 0, else a: what a ReLU lets back through. */
    WHERE_POSITIVE
}

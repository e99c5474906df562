package org.gradus.core;

/** What a tensor is padded with; the examples pad {@code 1 2 3} by two on both sides. */
public enum PadMode {

    /** Zeros: {@code 0 0 1 2 3 0 0}. */
    CONSTANT,

    /** What lies on the other side of the border, without the border itself: {@code 3 2 1 2 3 2 1}. */
    REFLECT,

    /** The border: {@code 1 1 1 2 3 3 3}. */
    REPLICATE,

    /** What lies at the opposite border, as if the tensor went round: {@code 2 3 1 2 3 1 2}. */
    CIRCULAR
}

package org.gradus.core;

/** A rule for the padding of a convolution. */
public enum AutoPadding implements ConvPadding {

    /** None: every window lies within the input. */
    VALID,

    /**
     * What keeps the input's size at stride 1: dilation·(kernel − 1) cells along each axis, half of them before it, and the
     * odd one after it.
     */
    SAME
}

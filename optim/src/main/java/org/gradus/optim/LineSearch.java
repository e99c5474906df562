package org.gradus.optim;

/** How far {@link LBFGS} goes along a direction. */
public enum LineSearch {

    /** As far as the learning rate says. */
    NONE,

    /** Until the loss has fallen and its slope has flattened by enough, by {@link StrongWolfe}. */
    STRONG_WOLFE
}

package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/** What the options of all pools must keep to. */
final class PoolChecks {

    private PoolChecks() {}

    /** Kernel and stride are at least 1, and the padding lies between 0 and half the kernel. */
    static void check(String op, PerAxis kernel, PerAxis stride, PerAxis padding) {
        kernel.checkAtLeast(1, op, "kernel");
        stride.checkAtLeast(1, op, "stride");
        padding.checkAtLeast(0, op, "padding");
        int axes = Math.max(kernel.values().length(), padding.values().length());
        kernel.checkAxes(axes, op, "kernel");
        padding.checkAxes(axes, op, "padding");
        for (int axis = 0; axis < axes; axis++) {
            checkArgument(padding.along(axis) <= kernel.along(axis) / 2,
                    "[%s] padding must be at most half the kernel %s, but is %s; use less padding", op, kernel,
                    padding);
        }
    }
}

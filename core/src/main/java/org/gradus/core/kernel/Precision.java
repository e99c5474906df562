package org.gradus.core.kernel;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * Which algorithms FLOAT32 may be computed with.
 *
 * <p>
 * The fast ones save multiplications at the price of a few more units in the last place, and where an image holds an
 * infinity or NaN, up to five pixels around what it reaches become NaN too.
 */
public enum Precision {

    /** Whatever is fastest for the sizes: at first. */
    FAST,

    /** Sums of products as they are defined, only in another order. */
    STRICT;

    private static volatile Precision current = FAST;

    /** The precision in use. */
    public static Precision get() {
        return current;
    }

    /** Computes with this precision from now on, on all threads. */
    public static void set(Precision precision) {
        current = checkNotNull(precision, "[precision] there is none; choose FAST or STRICT");
    }
}

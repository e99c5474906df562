package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

/** Checks of numbers among an optimiser's or a schedule's options, which echo a bad one. */
record OptionCheck(String owner) {

    /** A number that is at least 0. */
    OptionCheck positiveOrZero(String name, double value) {
        checkArgument(value >= 0, "[%s] %s must be positive or zero, but is %s", owner, name, value);
        return finite(name, value);
    }

    /** A number above 0. */
    OptionCheck positive(String name, double value) {
        checkArgument(value > 0, "[%s] %s must be positive, but is %s", owner, name, value);
        return finite(name, value);
    }

    /** A number that is neither infinite nor NaN. */
    OptionCheck finite(String name, double value) {
        checkArgument(Double.isFinite(value), "[%s] %s must be finite, but is %s", owner, name, value);
        return this;
    }

    /** A number that is not above a limit. */
    OptionCheck atMost(String name, double value, double limit) {
        checkArgument(value <= limit, "[%s] %s must be at most %s, but is %s", owner, name, limit, value);
        return this;
    }

    /** The factor of a running mean: at least 0 and below 1. */
    OptionCheck decay(String name, double value) {
        checkArgument(value >= 0 && value < 1, "[%s] %s must be in [0, 1), but is %s", owner, name, value);
        return this;
    }

    /** A share of a whole. */
    OptionCheck share(String name, double value) {
        checkArgument(value >= 0 && value <= 1, "[%s] %s must be in [0, 1], but is %s", owner, name, value);
        return this;
    }
}

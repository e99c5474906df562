package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;

/** Checks of what networks have in common. */
final class OptionChecks {

    private OptionChecks() {}

    static void atLeastOne(String model, String name, int value) {
        checkArgument(value >= 1, "[%s] %s must be at least 1, but is %s", model, name, value);
    }

    static void dropout(String model, double dropout) {
        checkArgument(dropout >= 0 && dropout <= 1, "[%s] dropout must be a probability in [0, 1], but is %s", model,
                dropout);
    }
}

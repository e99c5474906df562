package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;

/**
 * Things that a command line names.
 *
 * @param option the option that names one
 * @param byName all that there are
 */
record Choice<T>(String option, ImmutableMap<String, T> byName) {

    /** The one of this name. @throws IllegalArgumentException if there is none, listing all */
    T of(String name) {
        T found = byName.get(name);
        checkArgument(found != null, "[%s] --%s must be one of %s, but is '%s'", option, option,
                Joiner.on(", ").join(byName.keySet()), name);
        return found;
    }
}

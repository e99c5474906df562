package org.gradus.layers;

/** What happens when a state dict does not fit a module. */
public enum LoadMode {

    /** Nothing is loaded, and an exception lists all that is wrong. */
    STRICT,

    /** What fits is loaded, and the report lists the rest. */
    LENIENT
}

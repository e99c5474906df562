package org.gradus.core.kernel;

/** Some consecutive elements of an array, short enough to stay in the nearest cache, that a {@link StripRule} reads. */
public sealed interface Strip permits MutableStrip {}

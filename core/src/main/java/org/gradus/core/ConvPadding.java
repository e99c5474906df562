package org.gradus.core;

/** How much a convolution's input is padded: by so many cells at both ends of each axis, or by what a rule says. */
public sealed interface ConvPadding permits PerAxis, AutoPadding {}

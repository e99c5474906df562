package org.gradus.core;

/** A determinant in two parts, sign·exp(logAbsDet); of 0, the sign is 0 and the logarithm −∞. */
public record SignAndLogAbsDet(Tensor sign, Tensor logAbsDet) {}

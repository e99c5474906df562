package org.gradus.core;

/** A variance and the mean that it is taken around, of the same shape. */
public record VarMean(Tensor var, Tensor mean) {}

package org.gradus.core;

/**
 * What was chosen along a dimension, and where it stood.
 *
 * @param values the elements; gradients flow through them to the places they were taken from
 * @param indices INT64, of the values' shape: their indices along the dimension
 */
public record ValuesAndIndices(Tensor values, Tensor indices) {}

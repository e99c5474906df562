package org.gradus.core.data;

import org.gradus.core.Tensor;

/**
 * One element of a data set.
 *
 * @param input what a model is shown, without a batch dimension: [C,H,W] for an image
 * @param target what it should answer: an INT64 scalar for a class
 */
public record Sample(Tensor input, Tensor target) {}

package org.gradus.core.op;

import org.gradus.core.Tensor;
import org.gradus.core.VarMean;

/**
 * What normalisation in training gives.
 *
 * @param output y
 * @param statistics of each channel, the mean and the variance with Bessel's correction, [C], which running statistics take
 *        in; no gradient flows through them
 */
public record Normalized(Tensor output, VarMean statistics) {}

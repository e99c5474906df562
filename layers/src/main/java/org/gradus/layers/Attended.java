package org.gradus.layers;

import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What attention gives.
 *
 * @param output for each query a mean of values, in the layout of the queries
 * @param weights how much each query attended to each key, [N,L,S] if averaged over heads and [N,heads,L,S] if not, without N if
 *        the queries have no batch; null if they were not asked for
 */
public record Attended(Tensor output, @Nullable Tensor weights) {}

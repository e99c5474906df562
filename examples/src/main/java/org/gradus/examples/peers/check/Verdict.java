package org.gradus.examples.peers.check;

import java.util.List;

/**
 * What came of one case.
 *
 * @param tensors how many tensors were compared, results and gradients in every type
 * @param worst64 the worst |a − b| / max(1, |b|) in FLOAT64
 * @param worst32 the worst one in FLOAT32
 * @param complaints what is wrong, empty if the case agrees
 * @param answered whether the peer answered at all
 */
record Verdict(int tensors, double worst64, double worst32, List<String> complaints, boolean answered) {}

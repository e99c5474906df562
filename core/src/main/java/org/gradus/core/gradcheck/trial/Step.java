package org.gradus.core.gradcheck.trial;

import java.util.List;
import org.gradus.core.Op;
import org.gradus.core.Tensor;

/** One operation of a backward rule. */
record Step(Op op, List<Tensor> inputs, Tensor output) {}

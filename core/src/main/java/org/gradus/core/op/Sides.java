package org.gradus.core.op;

import java.util.List;
import java.util.stream.DoubleStream;
import org.gradus.core.Tensor;

/** On which side of some bounds numbers lie: what piecewise functions decide by. */
final class Sides {

    private Sides() {}

    /** For each bound the sign of x − bound: −1 below it, 0 at it, 1 above it. */
    static List<Tensor> of(Tensor x, double... bounds) {
        return DoubleStream.of(bounds).mapToObj(bound -> x.sub(bound).sign()).toList();
    }
}

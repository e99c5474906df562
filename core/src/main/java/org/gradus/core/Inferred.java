package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/** What stands in the place of an origin in tensors computed within {@link Tape#inference}, which have none. */
final class Inferred extends Origin {

    static final Inferred MARK = new Inferred();

    private Inferred() {}

    /** Refuses to record an operation on such a tensor. */
    static void checkNone(Op op, List<Tensor> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            checkArgument(!inputs.get(i).isInference(),
                    "[%s] input %s, %s, was computed within Tape.inference and cannot take part in a computation that is recorded; compute it within Tape.noGrad, or take its values as constants with detach()",
                    op.name(), i, inputs.get(i).type());
        }
    }
}

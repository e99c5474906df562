package org.gradus.core.kernel.wrong;

import org.gradus.core.Tensor;

/** A kernel as it must not be. */
public interface KnowsTensors {

    /** Knows more than arrays. */
    void run(Tensor x);
}

package org.gradus.optim.metrics;

import org.gradus.core.Tensor;
import org.gradus.optim.StateDict;

/**
 * A figure of how well predictions fit, gathered batch by batch.
 *
 * {@snippet :
 * var accuracy = new Accuracy();
 * for (Batch batch : test) {
 *     accuracy.update(model.forward(batch.inputs()), batch.targets());
 * }
 * double share = accuracy.value();
 * }
 */
public interface Metric {

    /**
     * Takes a batch into account; nothing is recorded.
     *
     * @param scores what the model gave, class scores [N,C] or [N,C,…] for the metrics of this package
     * @param targets what it should have been, INT64 [N] or [N,…] for the metrics of this package
     * @throws IllegalArgumentException if shapes or types do not fit, a class is out of range or a score is NaN; the batch
     *         does not count then
     */
    void update(Tensor scores, Tensor targets);

    /** The figure over all batches since the beginning or the last {@link #reset}; NaN if there were none. */
    double value();

    /** Forgets all batches. */
    void reset();

    /** What was counted so far, which later updates do not change. */
    StateDict stateDict();

    /** Goes on from what was counted once. @throws IllegalArgumentException if it does not fit; nothing is changed then */
    void loadStateDict(StateDict state);
}

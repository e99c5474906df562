package org.gradus.optim.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.optim.StateDict;

/**
 * The share of predictions for which the right class is among the k with the largest scores; of equal scores the first
 * classes count as the larger, so that k = 1 is {@link Accuracy}.
 */
public final class TopK implements Metric {

    private final int k;
    private final Share share = new Share();

    /** Among so many. @throws IllegalArgumentException if k is not positive */
    public TopK(int k) {
        checkArgument(k >= 1, "[topK] k must be at least 1, but is %s", k);
        this.k = k;
    }

    /** {@inheritDoc} @throws IllegalArgumentException also if there are fewer than k classes */
    @Override
    public void update(Tensor scores, Tensor targets) {
        var pairs = new ClassScores("topK", scores, targets);
        checkArgument(k <= pairs.classes(), "[topK] k is %s, but scores of shape %s know %s classes", k, scores.shape(),
                pairs.classes());
        for (int i = 0; i < pairs.positions(); i++) {
            share.count(pairs.rank(i) < k);
        }
    }

    @Override
    public double value() {
        return share.value();
    }

    @Override
    public void reset() {
        share.reset();
    }

    @Override
    public StateDict stateDict() {
        return share.stateDict();
    }

    @Override
    public void loadStateDict(StateDict state) {
        share.loadStateDict(state);
    }
}

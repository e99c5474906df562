package org.gradus.optim.metrics;

import org.gradus.core.Tensor;
import org.gradus.optim.StateDict;

/** The share of predictions whose largest score, the first of several, is that of the right class. */
public final class Accuracy implements Metric {

    private final Share share = new Share();

    /** Of nothing yet. */
    public Accuracy() {}

    @Override
    public void update(Tensor scores, Tensor targets) {
        var pairs = new ClassScores("accuracy", scores, targets);
        for (int i = 0; i < pairs.positions(); i++) {
            share.count(pairs.predicted(i) == pairs.target(i));
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

package org.gradus.optim.metrics;

import org.gradus.optim.Notes;
import org.gradus.optim.StateDict;

/** How many of all were right. */
final class Share {

    private long right;
    private long all;

    void count(boolean isRight) {
        right += isRight ? 1 : 0;
        all++;
    }

    double value() {
        return (double) right / all;
    }

    void reset() {
        right = 0;
        all = 0;
    }

    StateDict stateDict() {
        return new StateDict(StateDict.NONE.tensors(), Notes.NONE.with("right", right).with("all", all));
    }

    void loadStateDict(StateDict state) {
        long loadedRight = state.notes().integer("right");
        all = state.notes().integer("all");
        right = loadedRight;
    }
}

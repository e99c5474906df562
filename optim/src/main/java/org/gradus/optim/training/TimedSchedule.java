package org.gradus.optim.training;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gradus.optim.StateDict;

/** A schedule by what it does. */
record TimedSchedule(Runnable onStep, Consumer<EpochResults> onEpoch, Supplier<StateDict> saver,
        Consumer<StateDict> loader) implements Schedule {

    @Override
    public void afterStep() {
        onStep.run();
    }

    @Override
    public void afterEpoch(EpochResults results) {
        onEpoch.accept(results);
    }

    @Override
    public StateDict stateDict() {
        return saver.get();
    }

    @Override
    public void loadStateDict(StateDict state) {
        loader.accept(state);
    }
}

package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.optim.LRScheduler;
import org.gradus.optim.ReduceLROnPlateau;
import org.gradus.optim.StateDict;

/** When a trainer moves learning rates on: after every step, after every epoch, or by what came of an epoch. */
public interface Schedule {

    /** A schedule whose time is counted in steps. */
    static Schedule perStep(LRScheduler schedule) {
        return new TimedSchedule(schedule::step, _ -> {}, schedule::stateDict, schedule::loadStateDict);
    }

    /** A schedule whose time is counted in epochs. */
    static Schedule perEpoch(LRScheduler schedule) {
        return new TimedSchedule(() -> {}, _ -> schedule.step(), schedule::stateDict, schedule::loadStateDict);
    }

    /**
     * A schedule that watches a measure of every epoch, {@code validation_loss} say; see {@link EpochResults#values}. At the
     * end of an epoch without this measure it throws {@link IllegalArgumentException}.
     */
    static Schedule onPlateau(ReduceLROnPlateau schedule, String measure) {
        return new TimedSchedule(() -> {}, results -> {
            Double value = results.values().get(measure);
            checkArgument(value != null, "[schedule] there is no measure '%s'; there are %s", measure,
                    results.values().keySet());
            schedule.step(value);
        }, schedule::stateDict, schedule::loadStateDict);
    }

    /** A step was taken. */
    void afterStep();

    /** An epoch is over. */
    void afterEpoch(EpochResults results);

    /** Where the schedule stands. */
    StateDict stateDict();

    /** Goes on where a state was taken. @throws IllegalArgumentException if it does not fit; nothing is changed then */
    void loadStateDict(StateDict state);
}

package org.gradus.optim.training;

import org.gradus.optim.StateDict;

/**
 * Is told what happens in a training, and may look at everything and stop it.
 *
 * <p>
 * Callbacks are called on the training thread, in the order in which the options list them. What one throws ends the
 * training.
 *
 * <p>
 * A callback that counts something keeps it in its state dict, so that a resumed training goes on as if it had never
 * stopped. States are kept by the class's name, and by order within a class.
 */
public interface Callback {

    /** A training begins, or goes on. */
    default void onFitBegin(TrainingContext context) {}

    /** An epoch begins; not called where a stopped one goes on. */
    default void onEpochBegin(TrainingContext context) {}

    /** A step has changed the parameters, and the schedule the learning rate of the next. */
    default void onStep(TrainingContext context) {}

    /** An epoch is over and the model was validated, and is now in training mode. */
    default void onEpochEnd(TrainingContext context, EpochResults results) {}

    /**
     * All callbacks were told of a step, or of an epoch's end: a state that is taken now is whole, and a training resumed
     * from it goes on here.
     */
    default void onSettled(TrainingContext context) {}

    /** The training has come to its end, or was stopped; not called after an error. */
    default void onFitEnd(TrainingContext context) {}

    /** What must be known to go on; nothing unless overridden. */
    default StateDict stateDict() {
        return StateDict.NONE;
    }

    /**
     * Goes on from what {@link #stateDict} gave once; not called if that was nothing.
     *
     * @throws IllegalArgumentException if it does not fit; nothing is changed then
     */
    default void loadStateDict(StateDict state) {}
}

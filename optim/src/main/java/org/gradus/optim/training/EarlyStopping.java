package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.optim.StateDict;

/**
 * Stops a training whose measure has not become better for some epochs in a row; NaN is no improvement.
 *
 * <p>
 * Source: L. Prechelt, <i>Early stopping — but when?</i>, in: Neural Networks: Tricks of the Trade (1998), criterion UP.
 */
public final class EarlyStopping implements Callback {

    private static final String BAD = "bad_epochs";

    private final Monitor monitor;
    private final int patience;
    private final Best best;
    private int bad;

    /**
     * Stops for want of improvement.
     *
     * @param monitor which measure, and what counts as better
     * @param patience at the end of which epoch in a row without improvement to stop
     * @throws IllegalArgumentException if the patience is not positive
     */
    public EarlyStopping(Monitor monitor, int patience) {
        checkArgument(patience >= 1, "[earlyStopping] patience must be at least 1 epoch, but is %s", patience);
        this.monitor = monitor;
        this.patience = patience;
        this.best = new Best(monitor);
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the training has no such measure */
    @Override
    public void onFitBegin(TrainingContext context) {
        monitor.check(context.trainer());
        stopIfImpatient(context);
    }

    @Override
    public void onEpochEnd(TrainingContext context, EpochResults results) {
        bad = best.improvedBy(results) ? 0 : bad + 1;
        stopIfImpatient(context);
    }

    private void stopIfImpatient(TrainingContext context) {
        if (hasStopped()) {
            context.trainer().stop();
        }
    }

    /** Whether the patience is over. */
    public boolean hasStopped() {
        return bad >= patience;
    }

    /** The best value so far; infinite before the first. */
    public double best() {
        return best.value();
    }

    /** The epoch that gave it; 0 before the first. */
    public int bestEpoch() {
        return best.epoch();
    }

    @Override
    public StateDict stateDict() {
        return new StateDict(StateDict.NONE.tensors(), best.notes().with(BAD, bad));
    }

    @Override
    public void loadStateDict(StateDict state) {
        int loadedBad = Math.toIntExact(state.notes().integer(BAD));
        best.load(state.notes());
        bad = loadedBad;
    }
}

package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.OptionalDouble;

/**
 * Learning rates that change from epoch to epoch, or from step to step, as a function of how many there were.
 *
 * <pre>{@code
 * for (int epoch = 0; epoch < 100; epoch++) {
 *     train(model, optimizer);
 *     schedule.step();
 * }
 * }</pre>
 *
 * <p>
 * Every schedule gives the learning rate in closed form, so that it depends on the epoch alone and not on the way there. In
 * the formulas t is the epoch, 0 at first, and lr₀ the learning rate that a group had when the first schedule of its
 * optimiser was made. Making a schedule sets the learning rates of epoch 0.
 */
public abstract sealed class LRScheduler permits ChainedScheduler, ConstantLR, CosineAnnealingLR,
        CosineAnnealingWarmRestarts, ExponentialLR, LambdaLR, LinearLR, MultiStepLR, OneCycleLR, PolynomialLR,
        SequentialLR,
        StepLR {

    private final Optimizer<?> optimizer;
    private double epoch;

    /** A schedule for all groups of an optimiser; what it is made of must have been set. */
    LRScheduler(Optimizer<?> optimizer) {
        this.optimizer = optimizer;
        optimizer.groups().forEach(ParameterGroup::startSchedule);
        apply();
    }

    /**
     * The learning rate of a group.
     *
     * @param t the epoch, which may lie between two
     * @param group the group's number
     */
    abstract double learningRate(double t, int group);

    /** What distinguishes this schedule from others of its kind, {@code stepSize=30, gamma=0.1}. */
    abstract String settings();

    /** lr₀ of a group. */
    final double initial(int group) {
        return optimizer.groups().get(group).startSchedule();
    }

    /** Sets what the schedule changes beside learning rates; nothing unless overridden. */
    void applyBeside(double t) {}

    private void apply() {
        for (int group = 0; group < optimizer.groups().size(); group++) {
            optimizer.groups().get(group).setLearningRate(learningRate(epoch, group));
        }
        applyBeside(epoch);
    }

    /** Goes on to the next epoch. */
    public final void step() {
        step(epoch + 1);
    }

    /**
     * Goes to an epoch, forwards or backwards, perhaps to a time between two: {@code epoch + i / (double) batches}.
     *
     * @throws IllegalArgumentException if it is negative, not finite, or beyond the end of a schedule that has one
     */
    public final void step(double epoch) {
        checkEpoch(new OptionCheck(name()).positiveOrZero("epoch", epoch), epoch);
        this.epoch = epoch;
        apply();
    }

    /** Checks that there is a learning rate for an epoch. */
    void checkEpoch(OptionCheck check, double t) {}

    /** The epoch. */
    public final double lastEpoch() {
        return epoch;
    }

    /** The learning rates of the optimiser's groups. */
    public final ImmutableDoubleArray getLastLR() {
        return ImmutableDoubleArray.copyOf(optimizer.groups().stream().mapToDouble(ParameterGroup::learningRate));
    }

    /** The optimiser. */
    final Optimizer<?> optimizer() {
        return optimizer;
    }

    /** Checks that schedules are of one optimiser. */
    static void checkTogether(String name, Optimizer<?> optimizer, ImmutableList<LRScheduler> schedulers) {
        checkArgument(!schedulers.isEmpty(), "[%s] needs at least one schedule, but none came", name);
        schedulers.forEach(scheduler -> checkArgument(scheduler.optimizer == optimizer,
                "[%s] all schedules must be of its own optimiser, but %s is of another", name, scheduler));
    }

    /** The epoch, the settings and the learning rates from which the schedule started. */
    public final StateDict stateDict() {
        Notes notes = Notes.NONE.with("schedule", toString()).with("last_epoch", epoch).with("groups",
                optimizer.groups().size());
        for (int i = 0; i < optimizer.groups().size(); i++) {
            notes = notes.with("initial_lr." + i, initial(i));
        }
        return new StateDict(StateDict.NONE.tensors(), notes);
    }

    /**
     * Goes on where a state was taken, and sets the learning rates of its epoch.
     *
     * @throws IllegalArgumentException if it is the state of a schedule with other settings, or of other groups; nothing is
     *         changed then
     */
    public final void loadStateDict(StateDict state) {
        Notes notes = state.notes();
        checkArgument(notes.text("schedule").equals(toString()),
                "[loadStateDict] the state is of %s, but this is %s; nothing was loaded", notes.text("schedule"), this);
        checkArgument(notes.integer("groups") == optimizer.groups().size(),
                "[loadStateDict] the state is of %s groups of parameters, but here are %s; nothing was loaded",
                notes.integer("groups"), optimizer.groups().size());
        double[] initial = new double[optimizer.groups().size()];
        for (int i = 0; i < initial.length; i++) {
            initial[i] = notes.real("initial_lr." + i);
        }
        double last = notes.real("last_epoch");
        new OptionCheck(name()).positiveOrZero("epoch", last);
        Doubles.asList(initial).forEach(rate -> new OptionCheck(name()).positiveOrZero("initial learning rate", rate));
        for (int i = 0; i < initial.length; i++) {
            optimizer.groups().get(i).setInitialLearningRate(OptionalDouble.of(initial[i]));
        }
        epoch = last;
        apply();
    }

    private String name() {
        return getClass().getSimpleName();
    }

    /** The schedule with its settings, {@code StepLR(stepSize=30, gamma=0.1)}. */
    @Override
    public final String toString() {
        return name() + "(" + settings() + ")";
    }
}

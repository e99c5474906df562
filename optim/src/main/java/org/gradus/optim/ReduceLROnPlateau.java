package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Lowers learning rates when a measure of the training, the loss on held-out data as a rule, has stopped to improve.
 *
 * <pre>{@code
 * var schedule = new ReduceLROnPlateau(optimizer, PlateauOptions.DEFAULT.withPatience(5));
 * for (int epoch = 0; epoch < 100; epoch++) {
 *     train(model, optimizer);
 *     schedule.step(validate(model));
 * }
 * }</pre>
 */
public final class ReduceLROnPlateau {

    private final Optimizer<?> optimizer;
    private final PlateauOptions options;
    private double best;
    private int bad;
    private int cooldown;
    private long lastEpoch;

    /** A schedule for all groups of an optimiser, with {@link PlateauOptions#DEFAULT}. */
    public ReduceLROnPlateau(Optimizer<?> optimizer) {
        this(optimizer, PlateauOptions.DEFAULT);
    }

    /** A schedule for all groups of an optimiser. */
    public ReduceLROnPlateau(Optimizer<?> optimizer, PlateauOptions options) {
        this.optimizer = optimizer;
        this.options = options;
        best = options.worst();
    }

    /** Takes note of a measure, NaN being no improvement, and lowers learning rates if it has been bad for too long. */
    public void step(double measure) {
        lastEpoch++;
        if (options.isBetter(measure, best)) {
            best = measure;
            bad = 0;
        } else {
            bad++;
        }
        if (cooldown > 0) {
            cooldown--;
            bad = 0;
        }
        if (bad > options.patience()) {
            optimizer.groups().forEach(this::lower);
            cooldown = options.cooldown();
            bad = 0;
        }
    }

    private void lower(ParameterGroup<?> group) {
        double lowered = Math.max(group.learningRate() * options.factor(), options.minLR());
        if (group.learningRate() - lowered > options.eps()) {
            group.setLearningRate(lowered);
        }
    }

    /** How many measures there were. */
    public long lastEpoch() {
        return lastEpoch;
    }

    /** The best measure so far, infinite before the first. */
    public double best() {
        return best;
    }

    /** The learning rates of the optimiser's groups. */
    public ImmutableDoubleArray getLastLR() {
        return ImmutableDoubleArray.copyOf(optimizer.groups().stream().mapToDouble(ParameterGroup::learningRate));
    }

    /** The best measure, what was counted and the learning rates. */
    public StateDict stateDict() {
        Notes notes = Notes.NONE.with("schedule", toString()).with("best", best).with("num_bad_epochs", bad)
                .with("cooldown_counter", cooldown).with("last_epoch", lastEpoch)
                .with("groups", optimizer.groups().size());
        for (int i = 0; i < optimizer.groups().size(); i++) {
            notes = notes.with("lr." + i, optimizer.groups().get(i).learningRate());
        }
        return new StateDict(StateDict.NONE.tensors(), notes);
    }

    /**
     * Goes on where a state was taken, and sets its learning rates.
     *
     * @throws IllegalArgumentException if it is the state of a schedule with other settings, or of other groups; nothing is
     *         changed then
     */
    public void loadStateDict(StateDict state) {
        Notes notes = state.notes();
        checkArgument(notes.text("schedule").equals(toString()),
                "[loadStateDict] the state is of %s, but this is %s; nothing was loaded", notes.text("schedule"), this);
        int groups = optimizer.groups().size();
        checkArgument(notes.integer("groups") == groups,
                "[loadStateDict] the state is of %s groups of parameters, but here are %s; nothing was loaded",
                notes.integer("groups"), groups);
        double[] rates = new double[groups];
        for (int i = 0; i < groups; i++) {
            rates[i] = notes.real("lr." + i);
            new OptionCheck("ReduceLROnPlateau").positiveOrZero("learning rate", rates[i]);
        }
        double loadedBest = notes.real("best");
        int loadedBad = Math.toIntExact(notes.integer("num_bad_epochs"));
        int loadedCooldown = Math.toIntExact(notes.integer("cooldown_counter"));
        lastEpoch = notes.integer("last_epoch");
        best = loadedBest;
        bad = loadedBad;
        cooldown = loadedCooldown;
        for (int i = 0; i < groups; i++) {
            optimizer.groups().get(i).setLearningRate(rates[i]);
        }
    }

    /** The schedule with its settings. */
    @Override
    public String toString() {
        return "ReduceLROnPlateau(mode=%s, factor=%s, patience=%s, threshold=%s, thresholdMode=%s, "
                .formatted(options.mode(), options.factor(), options.patience(), options.threshold(),
                        options.thresholdMode())
                + "cooldown=%s, minLR=%s, eps=%s)".formatted(options.cooldown(), options.minLR(), options.eps());
    }
}

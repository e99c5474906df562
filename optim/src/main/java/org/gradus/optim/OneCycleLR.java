package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;

/**
 * One rise of the learning rate to a high one and one fall far below the first, over all steps of a training, while the
 * momentum goes the other way; to be stepped after every batch. The learning rate that the optimiser had does not count.
 *
 * <pre>
 * first = maxLR / divFactor, last = first / finalDivFactor
 * from 0 to e₁ = pctStart·totalSteps − 1             first → maxLR
 * from e₁ to totalSteps − 1                          maxLR → last
 * in three phases, from e₁ to 2·pctStart·totalSteps − 2   maxLR → first, and from there first → last
 * </pre>
 *
 * <p>
 * The call of {@link #step} after the last batch may still come, and leaves the last learning rate; PyTorch goes on along
 * the curve there, beyond its end.
 *
 * <p>
 * Source: L. Smith and N. Topin, <i>Super-convergence: very fast training of neural networks using large learning rates</i>,
 * 2017.
 */
public final class OneCycleLR extends LRScheduler {

    private final OneCycleOptions options;
    private final ImmutableList<Phase> phases;

    /** A part of the course: which levels it goes between, and when it ends. */
    private record Phase(double end, Level from, Level to) {}

    /** A learning rate with its momentum. */
    private enum Level {
        FIRST, HIGHEST, LAST
    }

    /** A course of so many steps up to a highest learning rate, as {@link OneCycleOptions#of}. */
    public OneCycleLR(Optimizer<?> optimizer, double maxLR, int totalSteps) {
        this(optimizer, OneCycleOptions.of(maxLR, totalSteps));
    }

    /**
     * A course.
     *
     * @throws IllegalArgumentException if there are several highest learning rates and not one for each group, or the
     *         momentum should change and the optimiser has none
     */
    public OneCycleLR(Optimizer<?> optimizer, OneCycleOptions options) {
        int groups = optimizer.groups().size();
        checkArgument(options.maxLR().length() == 1 || options.maxLR().length() == groups,
                "[OneCycleLR] needs one highest learning rate or one for each of %s groups, but %s came", groups,
                options.maxLR().length());
        if (options.cycleMomentum()) {
            optimizer.groups().forEach(group -> group.options().withMomentumOrBeta1(options.maxMomentum()));
        }
        this.options = options;
        phases = phases(options);
        super(optimizer);
    }

    private static ImmutableList<Phase> phases(OneCycleOptions options) {
        double rise = options.pctStart() * options.totalSteps();
        var first = new Phase(rise - 1, Level.FIRST, Level.HIGHEST);
        int end = options.totalSteps() - 1;
        return options.threePhase()
                ? ImmutableList.of(first, new Phase(2 * rise - 2, Level.HIGHEST, Level.FIRST),
                        new Phase(end, Level.FIRST, Level.LAST))
                : ImmutableList.of(first, new Phase(end, Level.HIGHEST, Level.LAST));
    }

    /** What a level stands for. */
    private interface Meaning {
        double of(Level level);
    }

    private double at(double t, Meaning meaning) {
        double begin = 0;
        for (Phase phase : phases) {
            if (t <= phase.end || phase == phases.getLast()) {
                return options.annealStrategy().between(meaning.of(phase.from), meaning.of(phase.to),
                        Math.min(1, (t - begin) / (phase.end - begin)));
            }
            begin = phase.end;
        }
        throw new AssertionError(t);
    }

    @Override
    double learningRate(double t, int group) {
        double highest = options.maxLR().get(options.maxLR().length() == 1 ? 0 : group);
        double first = highest / options.divFactor();
        return at(t, level -> switch (level) {
            case FIRST -> first;
            case HIGHEST -> highest;
            case LAST -> first / options.finalDivFactor();
        });
    }

    @Override
    void applyBeside(double t) {
        if (options.cycleMomentum()) {
            double momentum = at(t, level -> level == Level.HIGHEST ? options.baseMomentum() : options.maxMomentum());
            optimizer().groups().forEach(group -> setMomentum(group, momentum));
        }
    }

    private static <O extends OptimizerOptions<O>> void setMomentum(ParameterGroup<O> group, double momentum) {
        group.setOptions(group.options().withMomentumOrBeta1(momentum));
    }

    @Override
    void checkEpoch(OptionCheck check, double t) {
        check.atMost("epoch", t, options.totalSteps());
    }

    @Override
    String settings() {
        return "maxLR=%s, totalSteps=%s, pctStart=%s, annealStrategy=%s, cycleMomentum=%s, baseMomentum=%s, maxMomentum=%s, "
                .formatted(options.maxLR(), options.totalSteps(), options.pctStart(), options.annealStrategy(),
                        options.cycleMomentum(), options.baseMomentum(), options.maxMomentum())
                + "divFactor=%s, finalDivFactor=%s, threePhase=%s".formatted(options.divFactor(),
                        options.finalDivFactor(), options.threePhase());
    }
}

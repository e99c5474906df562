package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * The course of {@link OneCycleLR}.
 *
 * @param maxLR the highest learning rate of each group, or one for all
 * @param totalSteps how many steps there are, at least 2
 * @param pctStart the share of the steps in which the learning rate rises, in [0, 1]
 * @param annealStrategy the way from one learning rate to the next
 * @param cycleMomentum whether the momentum, or β₁, falls while the learning rate rises, and rises while it falls
 * @param baseMomentum the least momentum, in [0, 1)
 * @param maxMomentum the largest momentum, in [0, 1)
 * @param divFactor how many times the highest learning rate is the first, above 0
 * @param finalDivFactor how many times the first learning rate is the last, above 0
 * @param threePhase whether the fall goes to the first learning rate in as many steps as the rise, and then to the last
 */
public record OneCycleOptions(ImmutableDoubleArray maxLR, int totalSteps, double pctStart,
        AnnealStrategy annealStrategy,
        boolean cycleMomentum, double baseMomentum, double maxMomentum, double divFactor, double finalDivFactor,
        boolean threePhase) {

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public OneCycleOptions {
        var check = new OptionCheck("OneCycleLR");
        checkArgument(!maxLR.isEmpty(), "[OneCycleLR] needs a highest learning rate, but none came");
        maxLR.forEach(rate -> check.positiveOrZero("maxLR", rate));
        checkArgument(totalSteps >= 2, "[OneCycleLR] totalSteps must be at least 2, but is %s", totalSteps);
        check.share("pctStart", pctStart).decay("baseMomentum", baseMomentum).decay("maxMomentum", maxMomentum)
                .positive("divFactor", divFactor).positive("finalDivFactor", finalDivFactor);
    }

    /**
     * A rise to a highest learning rate from 1/25 of it in 30 % of the steps, then a fall to 1/10,000 of the first, along
     * cosines, while the momentum falls from 0.95 to 0.85 and rises again.
     */
    public static OneCycleOptions of(double maxLR, int totalSteps) {
        return new OneCycleOptions(ImmutableDoubleArray.of(maxLR), totalSteps, 0.3, AnnealStrategy.COS, true, 0.85,
                0.95, 25,
                1e4, false);
    }

    /** These options with a highest learning rate for each group. */
    public OneCycleOptions withMaxLR(double... value) {
        return new OneCycleOptions(ImmutableDoubleArray.copyOf(value), totalSteps, pctStart, annealStrategy,
                cycleMomentum,
                baseMomentum, maxMomentum, divFactor, finalDivFactor, threePhase);
    }

    /** These options with another share of steps in which the learning rate rises. */
    public OneCycleOptions withPctStart(double value) {
        return new OneCycleOptions(maxLR, totalSteps, value, annealStrategy, cycleMomentum, baseMomentum, maxMomentum,
                divFactor, finalDivFactor, threePhase);
    }

    /** These options with another way from one learning rate to the next. */
    public OneCycleOptions withAnnealStrategy(AnnealStrategy value) {
        return new OneCycleOptions(maxLR, totalSteps, pctStart, value, cycleMomentum, baseMomentum, maxMomentum,
                divFactor,
                finalDivFactor, threePhase);
    }

    /** These options with a momentum that changes, or that stays. */
    public OneCycleOptions withCycleMomentum(boolean value) {
        return new OneCycleOptions(maxLR, totalSteps, pctStart, annealStrategy, value, baseMomentum, maxMomentum,
                divFactor,
                finalDivFactor, threePhase);
    }

    /** These options with another least momentum. */
    public OneCycleOptions withBaseMomentum(double value) {
        return new OneCycleOptions(maxLR, totalSteps, pctStart, annealStrategy, cycleMomentum, value, maxMomentum,
                divFactor,
                finalDivFactor, threePhase);
    }

    /** These options with another largest momentum. */
    public OneCycleOptions withMaxMomentum(double value) {
        return new OneCycleOptions(maxLR, totalSteps, pctStart, annealStrategy, cycleMomentum, baseMomentum, value,
                divFactor,
                finalDivFactor, threePhase);
    }

    /** These options with another ratio of the highest learning rate to the first. */
    public OneCycleOptions withDivFactor(double value) {
        return new OneCycleOptions(maxLR, totalSteps, pctStart, annealStrategy, cycleMomentum, baseMomentum,
                maxMomentum,
                value, finalDivFactor, threePhase);
    }

    /** These options with another ratio of the first learning rate to the last. */
    public OneCycleOptions withFinalDivFactor(double value) {
        return new OneCycleOptions(maxLR, totalSteps, pctStart, annealStrategy, cycleMomentum, baseMomentum,
                maxMomentum,
                divFactor, value, threePhase);
    }

    /** These options with three phases, or with two. */
    public OneCycleOptions withThreePhase(boolean value) {
        return new OneCycleOptions(maxLR, totalSteps, pctStart, annealStrategy, cycleMomentum, baseMomentum,
                maxMomentum,
                divFactor, finalDivFactor, value);
    }
}

package org.gradus.core.gradcheck;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Optional;

/**
 * How gradients are checked.
 *
 * @param differences how derivatives are found from the function's values
 * @param seed seed of the random cotangents and directions
 * @param order highest order of derivatives that is checked: 1 for gradients, 2 for those of gradients too, and so on
 * @param budget how much time there is; absent for whole Jacobians, however long they take
 */
public record GradCheckOptions(Differences differences, long seed, int order, Optional<Duration> budget) {

    /** Adaptive differences, seed 0, first order, the whole Jacobian. */
    public static final GradCheckOptions DEFAULT = new GradCheckOptions(Differences.Adaptive.DEFAULT, 0, 1,
            Optional.empty());

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public GradCheckOptions {
        checkArgument(order >= 1, "[gradCheck] order must be at least 1, but is %s", order);
        budget.ifPresent(
                time -> checkArgument(!time.isNegative(), "[gradCheck] the budget must not be negative, but is %s",
                        time));
    }

    /** PyTorch's rule with PyTorch's numbers; others by {@link #withDifferences}. */
    public static GradCheckOptions fixedStep() {
        return DEFAULT.withDifferences(Differences.FixedStep.DEFAULT);
    }

    /** These options with other {@link #differences}. */
    public GradCheckOptions withDifferences(Differences value) {
        return new GradCheckOptions(value, seed, order, budget);
    }

    /** These options with another {@link #seed}. */
    public GradCheckOptions withSeed(long value) {
        return new GradCheckOptions(differences, value, order, budget);
    }

    /** These options with another {@link #order}. */
    public GradCheckOptions withOrder(int value) {
        return new GradCheckOptions(differences, seed, value, budget);
    }

    /**
     * These options with a budget: where whole Jacobians would take longer, as the first computations show, random
     * directions and single elements are looked at for that long, at the least a few of every input. The report says what
     * they find. The seed decides which come in which order, and time alone how many.
     */
    public GradCheckOptions withBudget(Duration value) {
        return new GradCheckOptions(differences, seed, order, Optional.of(value));
    }
}

package org.gradus.optim;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The learning rate times gamma at each of several epochs.
 *
 * <pre>
 * lr = lr₀·gammaⁿ, n the number of milestones ≤ t
 * </pre>
 */
public final class MultiStepLR extends LRScheduler {

    private final ImmutableList<Integer> milestones;
    private final double gamma;

    /** A tenth at each milestone. @throws IllegalArgumentException if one is negative */
    public MultiStepLR(Optimizer<?> optimizer, List<Integer> milestones) {
        this(optimizer, milestones, 0.1);
    }

    /**
     * A fall, or a rise; a milestone that comes twice counts twice.
     *
     * @throws IllegalArgumentException if a milestone or gamma is negative
     */
    public MultiStepLR(Optimizer<?> optimizer, List<Integer> milestones, double gamma) {
        var check = new OptionCheck("MultiStepLR").positiveOrZero("gamma", gamma);
        milestones.forEach(milestone -> check.positiveOrZero("milestone", milestone));
        this.milestones = ImmutableList.sortedCopyOf(milestones);
        this.gamma = gamma;
        super(optimizer);
    }

    @Override
    double learningRate(double t, int group) {
        return initial(group) * Math.pow(gamma, milestones.stream().filter(milestone -> milestone <= t).count());
    }

    @Override
    String settings() {
        return "milestones=%s, gamma=%s".formatted(milestones, gamma);
    }
}

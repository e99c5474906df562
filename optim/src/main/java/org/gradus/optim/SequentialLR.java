package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One schedule after another, each beginning with its epoch 0.
 *
 * <pre>
 * lr = the learning rate of the n-th schedule for t − mₙ, mₙ the last of the milestones ≤ t, the first schedule's being 0
 * </pre>
 *
 * <p>
 * The schedules go along with this one, and are not to be stepped themselves.
 */
public final class SequentialLR extends LRScheduler {

    private final ImmutableList<LRScheduler> schedulers;
    private final ImmutableIntArray milestones;

    /**
     * Schedules of one optimiser, and the epochs at which the second and all later ones begin.
     *
     * @throws IllegalArgumentException if there are none, one is of another optimiser, or the milestones are not one fewer,
     *         positive and ascending
     */
    public SequentialLR(List<LRScheduler> schedulers, int... milestones) {
        checkArgument(!schedulers.isEmpty(), "[SequentialLR] needs at least one schedule, but none came");
        checkTogether("SequentialLR", schedulers.getFirst().optimizer(), ImmutableList.copyOf(schedulers));
        checkArgument(milestones.length == schedulers.size() - 1,
                "[SequentialLR] %s schedules need %s milestones between them, but %s came", schedulers.size(),
                schedulers.size() - 1, milestones.length);
        for (int i = 0; i < milestones.length; i++) {
            checkArgument(milestones[i] > (i == 0 ? 0 : milestones[i - 1]),
                    "[SequentialLR] milestones must be positive and ascend, but are %s", Arrays.toString(milestones));
        }
        this.schedulers = ImmutableList.copyOf(schedulers);
        this.milestones = ImmutableIntArray.copyOf(milestones);
        super(schedulers.getFirst().optimizer());
    }

    @Override
    double learningRate(double t, int group) {
        int present = present(t);
        return schedulers.get(present).learningRate(t - begin(present), group);
    }

    @Override
    String settings() {
        return "%s, milestones=%s".formatted(
                schedulers.stream().map(LRScheduler::toString).collect(Collectors.joining(", ")),
                milestones);
    }

    @Override
    void applyBeside(double t) {
        schedulers.get(present(t)).applyBeside(t - begin(present(t)));
    }

    @Override
    void checkEpoch(OptionCheck check, double t) {
        schedulers.get(present(t)).checkEpoch(check, t - begin(present(t)));
    }

    private int present(double t) {
        return (int) milestones.stream().filter(milestone -> milestone <= t).count();
    }

    private int begin(int scheduler) {
        return scheduler == 0 ? 0 : milestones.get(scheduler - 1);
    }
}

package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/**
 * Several schedules at once, whose factors multiply: a warm-up and a decay, say.
 *
 * <pre>
 * lr = lr₀·Π lrᵢ / lr₀, lrᵢ the learning rate of the i-th schedule
 * </pre>
 *
 * <p>
 * The schedules go along with this one, and are not to be stepped themselves.
 */
public final class ChainedScheduler extends LRScheduler {

    private final ImmutableList<LRScheduler> schedulers;

    /** Schedules of one optimiser. @throws IllegalArgumentException if there are none, or one is of another optimiser */
    public ChainedScheduler(LRScheduler... schedulers) {
        checkArgument(schedulers.length > 0, "[ChainedScheduler] needs at least one schedule, but none came");
        checkTogether("ChainedScheduler", schedulers[0].optimizer(), ImmutableList.copyOf(schedulers));
        this.schedulers = ImmutableList.copyOf(schedulers);
        super(schedulers[0].optimizer());
    }

    @Override
    double learningRate(double t, int group) {
        double initial = initial(group);
        double rate = initial;
        for (LRScheduler scheduler : schedulers) {
            rate = rate == 0 ? 0 : rate * (scheduler.learningRate(t, group) / initial);
        }
        return rate;
    }

    @Override
    String settings() {
        return schedulers.stream().map(LRScheduler::toString).collect(Collectors.joining(", "));
    }

    @Override
    void applyBeside(double t) {
        schedulers.forEach(scheduler -> scheduler.applyBeside(t));
    }

    @Override
    void checkEpoch(OptionCheck check, double t) {
        schedulers.forEach(scheduler -> scheduler.checkEpoch(check, t));
    }
}

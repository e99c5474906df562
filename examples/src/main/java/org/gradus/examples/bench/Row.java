package org.gradus.examples.bench;

import com.google.common.collect.ImmutableList;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.examples.bench.Work.Rate;

/** What was measured of one piece of work. */
final class Row {

    /** A layout of PyTorch's that takes so many times as long as its other one is not measured again. */
    private static final double HOPELESS = 1.2;

    private final Work work;
    private final Map<Side, Sample> samples = new EnumMap<>(Side.class);

    Row(Work work) {
        this.work = work;
        for (Side side : Side.values()) {
            samples.put(side, new Sample());
        }
    }

    Work work() {
        return work;
    }

    Sample sample(Side side) {
        return samples.get(side);
    }

    /** PyTorch's layout that took less time. */
    Side best() {
        double plain = sample(Side.TORCH).median();
        double channelsLast = sample(Side.TORCH_CHANNELS_LAST).median();
        return channelsLast < plain ? Side.TORCH_CHANNELS_LAST : Side.TORCH;
    }

    /** The layouts in which PyTorch may be fastest: at first all that differ, then those that are not far behind. */
    ImmutableList<Side> worthMeasuring() {
        if (!work.images()) {
            return ImmutableList.of(Side.TORCH);
        }
        double best = sample(best()).median();
        return Stream.of(Side.TORCH, Side.TORCH_CHANNELS_LAST)
                .filter(side -> sample(side).isEmpty() || sample(side).median() < HOPELESS * best)
                .collect(ImmutableList.toImmutableList());
    }

    /** How many times as fast as PyTorch's better layout Gradus is; NaN if PyTorch was not measured. */
    double ratio() {
        return sample(best()).median() / sample(Side.GRADUS).median();
    }

    /** Gradus's speed in the work's unit. */
    double rate() {
        return work.amount() / sample(Side.GRADUS).median() / 1e9;
    }

    /** Whether the goal is reached, as far as it was measured. */
    boolean isReached(double ceiling) {
        Goal goal = work.goal();
        boolean fast = Double.isNaN(ratio()) || ratio() >= goal.ratio();
        boolean full = goal.ofCeiling() == 0 || Double.isNaN(ceiling) || rate() >= goal.ofCeiling() * ceiling;
        return fast && full && sample(Side.GRADUS).median() <= goal.seconds();
    }

    /** The speed in words, and as a part of the ceiling where the goal names one. */
    String rateInWords(double ceiling) {
        if (work.rate() == Rate.NONE || work.amount() == 0) {
            return "";
        }
        String part = work.goal().ofCeiling() > 0 && !Double.isNaN(ceiling)
                ? " (" + Figures.percent(rate() / ceiling) + ")"
                : "";
        return Figures.digits(rate()) + " " + work.rate() + part;
    }
}

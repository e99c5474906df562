package org.gradus.optim.training;

import java.util.Objects;
import org.gradus.optim.Notes;

/** The best value so far of what is monitored. */
final class Best {

    private static final String VALUE = "best";
    private static final String EPOCH = "best_epoch";

    private final Monitor monitor;
    private double value;
    private int epoch;

    Best(Monitor monitor) {
        this.monitor = monitor;
        value = monitor.worst();
    }

    /** Takes in an epoch. @return whether it is better than all before */
    boolean improvedBy(EpochResults results) {
        double candidate = Objects.requireNonNull(results.values().get(monitor.measure()));
        if (!monitor.isBetter(candidate, value)) {
            return false;
        }
        value = candidate;
        epoch = results.epoch();
        return true;
    }

    double value() {
        return value;
    }

    int epoch() {
        return epoch;
    }

    Notes notes() {
        return Notes.NONE.with(VALUE, value).with(EPOCH, epoch);
    }

    void load(Notes notes) {
        double loaded = notes.real(VALUE);
        epoch = Math.toIntExact(notes.integer(EPOCH));
        value = loaded;
    }
}

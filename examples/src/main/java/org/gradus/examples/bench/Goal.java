package org.gradus.examples.bench;

/**
 * What a measurement should reach.
 *
 * @param ratio how many times as fast as PyTorch's best; 0 if it is not compared
 * @param ofCeiling what part of the multiply-adds that the processor can do; 0 for no such goal
 * @param seconds how long it may take at most; infinite for no such goal
 */
record Goal(double ratio, double ofCeiling, double seconds) {

    /** Ahead of PyTorch. */
    static final Goal AHEAD = times(1);

    /** Ahead of PyTorch or within a tenth. */
    static final Goal LEVEL = times(0.9);

    static Goal times(double ratio) {
        return new Goal(ratio, 0, Double.POSITIVE_INFINITY);
    }

    static Goal within(double seconds) {
        return new Goal(0, 0, seconds);
    }

    Goal withPartOfCeiling(double part) {
        return new Goal(ratio, part, seconds);
    }

    /** The goal in words. */
    @Override
    public String toString() {
        var words = new StringBuilder();
        if (ratio > 0) {
            words.append("≥ %.3g×".formatted(ratio));
        }
        if (ofCeiling > 0) {
            words.append(", ≥ %.0f %%".formatted(100 * ofCeiling));
        }
        if (seconds < Double.POSITIVE_INFINITY) {
            words.append(words.isEmpty() ? "≤ " : ", ≤ ").append(Figures.seconds(seconds));
        }
        return words.toString();
    }
}

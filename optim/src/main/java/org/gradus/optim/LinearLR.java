package org.gradus.optim;

/**
 * A straight line from one part of the learning rate to another: a warm-up.
 *
 * <pre>
 * lr = lr₀·(startFactor + (endFactor − startFactor)·min(t, totalIters) / totalIters)
 * </pre>
 */
public final class LinearLR extends LRScheduler {

    private final Options options;

    /**
     * The line.
     *
     * @param startFactor the part at epoch 0, in (0, 1]
     * @param endFactor the part from {@code totalIters} on, in [0, 1]
     * @param totalIters how many epochs lie between, at least 1
     */
    public record Options(double startFactor, double endFactor, int totalIters) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("LinearLR").positive("startFactor", startFactor).share("startFactor", startFactor)
                    .share("endFactor", endFactor).positive("totalIters", totalIters);
        }

        /** These options with another part at first. */
        public Options withStartFactor(double value) {
            return new Options(value, endFactor, totalIters);
        }

        /** These options with another part in the end. */
        public Options withEndFactor(double value) {
            return new Options(startFactor, value, totalIters);
        }

        /** These options with another number of epochs. */
        public Options withTotalIters(int value) {
            return new Options(startFactor, endFactor, value);
        }
    }

    /** A line. */
    public LinearLR(Optimizer<?> optimizer, Options options) {
        this.options = options;
        super(optimizer);
    }

    /** From a third to the whole in five epochs. */
    public static Options options() {
        return new Options(1.0 / 3, 1, 5);
    }

    @Override
    double learningRate(double t, int group) {
        double share = Math.min(t, options.totalIters()) / options.totalIters();
        return initial(group) * (options.startFactor() + (options.endFactor() - options.startFactor()) * share);
    }

    @Override
    String settings() {
        return "startFactor=%s, endFactor=%s, totalIters=%s".formatted(options.startFactor(), options.endFactor(),
                options.totalIters());
    }
}

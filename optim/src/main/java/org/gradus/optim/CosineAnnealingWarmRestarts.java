package org.gradus.optim;

/**
 * Half a cosine from the learning rate down to the least, again and again, each time tMult times as long.
 *
 * <pre>
 * lr = etaMin + (lr₀ − etaMin)·(1 + cos(π·c / T)) / 2
 * </pre>
 *
 * <p>
 * Here T = t0·tMultⁿ is the length of the present fall, the n-th from 0, and c the epochs since it began.
 *
 * <p>
 * Source: I. Loshchilov and F. Hutter, <i>SGDR: stochastic gradient descent with warm restarts</i>, ICLR 2017.
 */
public final class CosineAnnealingWarmRestarts extends LRScheduler {

    private final Options options;

    /**
     * The falls.
     *
     * @param t0 the length of the first, in epochs, at least 1
     * @param tMult how many times as long each is as the one before, at least 1
     * @param etaMin the learning rate at the end of each, positive or zero
     */
    public record Options(int t0, int tMult, double etaMin) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("CosineAnnealingWarmRestarts").positive("t0", t0).positive("tMult", tMult)
                    .positiveOrZero("etaMin", etaMin);
        }

        /** These options with another factor of lengths. */
        public Options withTMult(int value) {
            return new Options(t0, value, etaMin);
        }

        /** These options with another least learning rate. */
        public Options withEtaMin(double value) {
            return new Options(t0, tMult, value);
        }
    }

    /** Falls of equal length, down to 0. @throws IllegalArgumentException if the length is not positive */
    public CosineAnnealingWarmRestarts(Optimizer<?> optimizer, int t0) {
        this(optimizer, options(t0));
    }

    /** Falls. */
    public CosineAnnealingWarmRestarts(Optimizer<?> optimizer, Options options) {
        this.options = options;
        super(optimizer);
    }

    /** Falls of equal length, down to 0. @throws IllegalArgumentException if the length is not positive */
    public static Options options(int t0) {
        return new Options(t0, 1, 0);
    }

    @Override
    double learningRate(double t, int group) {
        double length = options.t0();
        double since = t;
        if (options.tMult() == 1) {
            since = t % length;
        } else {
            while (since >= length) {
                since -= length;
                length *= options.tMult();
            }
        }
        double etaMin = options.etaMin();
        return etaMin + (initial(group) - etaMin) * (1 + Math.cos(Math.PI * since / length)) / 2;
    }

    @Override
    String settings() {
        return "t0=%s, tMult=%s, etaMin=%s".formatted(options.t0(), options.tMult(), options.etaMin());
    }
}

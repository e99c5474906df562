package org.gradus.optim;

/** How {@link AveragedModel} averages what it sees. */
public sealed interface Averaging {

    /**
     * An exponential moving average: w̄ ← decay·w̄ + (1 − decay)·w.
     *
     * @param decay how much of the average is kept, in [0, 1]
     */
    record Ema(double decay) implements Averaging {

        /** Checks the decay. @throws IllegalArgumentException if it is out of range */
        public Ema {
            new OptionCheck("AveragedModel").share("decay", decay);
        }

        @Override
        public double weight(long averaged) {
            return 1 - decay;
        }
    }

    /**
     * The mean of all: w̄ ← w̄ + (w − w̄) / (n + 1).
     *
     * <p>
     * Source: P. Izmailov et al., <i>Averaging weights leads to wider optima and better generalization</i>, UAI 2018.
     */
    record Swa() implements Averaging {

        @Override
        public double weight(long averaged) {
            return 1.0 / (averaged + 1);
        }
    }

    /** An exponential moving average. @throws IllegalArgumentException if the decay is not in [0, 1] */
    static Averaging ema(double decay) {
        return new Ema(decay);
    }

    /** The mean of all, each counting alike. */
    static Averaging swa() {
        return new Swa();
    }

    /** The weight of what comes next among so many that were averaged before it. */
    double weight(long averaged);
}

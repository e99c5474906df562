package org.gradus.optim;

/**
 * Half a cosine from the learning rate down to the least, and on from there up and down again.
 *
 * <pre>
 * lr = etaMin + (lr₀ − etaMin)·(1 + cos(π·t / tMax)) / 2
 * </pre>
 *
 * <p>
 * Source: I. Loshchilov and F. Hutter, <i>SGDR: stochastic gradient descent with warm restarts</i>, ICLR 2017, without the
 * restarts.
 */
public final class CosineAnnealingLR extends LRScheduler {

    private final int tMax;
    private final double etaMin;

    /** Down to 0. @throws IllegalArgumentException if the number of epochs is not positive */
    public CosineAnnealingLR(Optimizer<?> optimizer, int tMax) {
        this(optimizer, tMax, 0);
    }

    /** Down to a least rate. @throws IllegalArgumentException if the number of epochs is not positive, or the rate negative */
    public CosineAnnealingLR(Optimizer<?> optimizer, int tMax, double etaMin) {
        new OptionCheck("CosineAnnealingLR").positive("tMax", tMax).positiveOrZero("etaMin", etaMin);
        this.tMax = tMax;
        this.etaMin = etaMin;
        super(optimizer);
    }

    @Override
    double learningRate(double t, int group) {
        return etaMin + (initial(group) - etaMin) * (1 + Math.cos(Math.PI * t / tMax)) / 2;
    }

    @Override
    String settings() {
        return "tMax=%s, etaMin=%s".formatted(tMax, etaMin);
    }
}

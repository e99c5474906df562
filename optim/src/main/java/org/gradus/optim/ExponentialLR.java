package org.gradus.optim;

/**
 * The learning rate times gamma every epoch.
 *
 * <pre>
 * lr = lr₀·gammaᵗ
 * </pre>
 */
public final class ExponentialLR extends LRScheduler {

    private final double gamma;

    /** A fall, or a rise. @throws IllegalArgumentException if gamma is negative */
    public ExponentialLR(Optimizer<?> optimizer, double gamma) {
        new OptionCheck("ExponentialLR").positiveOrZero("gamma", gamma);
        this.gamma = gamma;
        super(optimizer);
    }

    @Override
    double learningRate(double t, int group) {
        return initial(group) * Math.pow(gamma, t);
    }

    @Override
    String settings() {
        return "gamma=" + gamma;
    }
}

package org.gradus.optim;

/**
 * A fall to 0 along a power of the epochs left.
 *
 * <pre>
 * lr = lr₀·(1 − min(t, totalIters) / totalIters)^power
 * </pre>
 */
public final class PolynomialLR extends LRScheduler {

    private final int totalIters;
    private final double power;

    /** A straight fall. @throws IllegalArgumentException if the number of epochs is not positive */
    public PolynomialLR(Optimizer<?> optimizer, int totalIters) {
        this(optimizer, totalIters, 1);
    }

    /** A fall. @throws IllegalArgumentException if the number of epochs is not positive, or the power is negative */
    public PolynomialLR(Optimizer<?> optimizer, int totalIters, double power) {
        new OptionCheck("PolynomialLR").positive("totalIters", totalIters).positiveOrZero("power", power);
        this.totalIters = totalIters;
        this.power = power;
        super(optimizer);
    }

    @Override
    double learningRate(double t, int group) {
        return initial(group) * Math.pow(1 - Math.min(t, totalIters) / totalIters, power);
    }

    @Override
    String settings() {
        return "totalIters=%s, power=%s".formatted(totalIters, power);
    }
}

package org.gradus.optim;

/**
 * A part of the learning rate at first, and then the whole.
 *
 * <pre>
 * lr = factor·lr₀ where t &lt; totalIters, else lr₀
 * </pre>
 */
public final class ConstantLR extends LRScheduler {

    private final double factor;
    private final int totalIters;

    /** A third for five epochs. */
    public ConstantLR(Optimizer<?> optimizer) {
        this(optimizer, 1.0 / 3, 5);
    }

    /** A part for some epochs. @throws IllegalArgumentException if the part is not in [0, 1] or the number is negative */
    public ConstantLR(Optimizer<?> optimizer, double factor, int totalIters) {
        new OptionCheck("ConstantLR").share("factor", factor).positiveOrZero("totalIters", totalIters);
        this.factor = factor;
        this.totalIters = totalIters;
        super(optimizer);
    }

    @Override
    double learningRate(double t, int group) {
        return t < totalIters ? initial(group) * factor : initial(group);
    }

    @Override
    String settings() {
        return "factor=%s, totalIters=%s".formatted(factor, totalIters);
    }
}

package org.gradus.optim;

/**
 * The learning rate times gamma every so many epochs.
 *
 * <pre>
 * lr = lr₀·gamma^⌊t / stepSize⌋
 * </pre>
 */
public final class StepLR extends LRScheduler {

    private final int stepSize;
    private final double gamma;

    /** A tenth every so many epochs. @throws IllegalArgumentException if the number is not positive */
    public StepLR(Optimizer<?> optimizer, int stepSize) {
        this(optimizer, stepSize, 0.1);
    }

    /** A fall, or a rise. @throws IllegalArgumentException if the number is not positive, or gamma is negative */
    public StepLR(Optimizer<?> optimizer, int stepSize, double gamma) {
        new OptionCheck("StepLR").positive("stepSize", stepSize).positiveOrZero("gamma", gamma);
        this.stepSize = stepSize;
        this.gamma = gamma;
        super(optimizer);
    }

    @Override
    double learningRate(double t, int group) {
        return initial(group) * Math.pow(gamma, Math.floor(t / stepSize));
    }

    @Override
    String settings() {
        return "stepSize=%s, gamma=%s".formatted(stepSize, gamma);
    }
}

package org.gradus.layers;

/** What follows a layer, and the gain that initialisers need to keep the size of what passes through it. */
public enum Nonlinearity {

    /** None. */
    LINEAR(1),

    /** 1 / (1 + e⁻ˣ). */
    SIGMOID(1),

    /** tanh x. */
    TANH(5.0 / 3),

    /** max(x, 0). */
    RELU(Math.sqrt(2)),

    /** x for x &gt; 0, otherwise x/100; see {@link #leakyRelu} for other slopes. */
    LEAKY_RELU(leakyRelu(0.01)),

    /** The scaled exponential linear unit. */
    SELU(3.0 / 4);

    private final double gain;

    Nonlinearity(double gain) {
        this.gain = gain;
    }

    /** The gain, as PyTorch's {@code calculate_gain}. */
    public double gain() {
        return gain;
    }

    /** The gain √(2 / (1 + a²)) of a rectifier with slope a below 0. */
    public static double leakyRelu(double slope) {
        return Math.sqrt(2 / (1 + slope * slope));
    }
}

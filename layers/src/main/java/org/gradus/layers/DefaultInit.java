package org.gradus.layers;

import org.gradus.core.Parameter;
import org.gradus.core.random.Rng;
import org.jspecify.annotations.Nullable;

/** What PyTorch's {@code reset_parameters} does to linear and convolutional layers. */
final class DefaultInit {

    private static final Init WEIGHT = Init.kaimingUniform(FanMode.FAN_IN, Nonlinearity.leakyRelu(Math.sqrt(5)));

    private DefaultInit() {}

    /** Weight, then bias, both uniform on ±1/√(fan in); the weight's bound takes PyTorch's detour and rounds as there. */
    static void reset(Parameter weight, @Nullable Parameter bias) {
        WEIGHT.fill(weight, Rng.global());
        if (bias != null) {
            double bound = 1 / Math.sqrt(FanMode.FAN_IN.of(weight.shape()));
            Init.uniform(-bound, bound).fill(bias, Rng.global());
        }
    }
}

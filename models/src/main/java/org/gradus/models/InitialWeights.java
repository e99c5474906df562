package org.gradus.models;

import java.util.function.Consumer;
import org.gradus.core.Parameter;
import org.gradus.layers.Conv2d;
import org.gradus.layers.FanMode;
import org.gradus.layers.Init;
import org.gradus.layers.Linear;
import org.gradus.layers.Module;
import org.gradus.layers.Nonlinearity;
import org.jspecify.annotations.Nullable;

/** How published networks begin where it is not as their layers do: weights drawn anew in their order, biases of 0. */
final class InitialWeights {

    /** Normal with a variance of 2 by the outputs that an input feeds. */
    static final Init FAN_OUT = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU);

    /** Normal with a standard deviation of 0.01. */
    static final Init NARROW = Init.normal(0, 0.01);

    private static final Init ZERO = Init.constant(0);

    private InitialWeights() {}

    /** Begins all convolutions of a network so. */
    static void convolutions(Module network, Init init) {
        each(network, Conv2d.class, layer -> begin(layer.weight(), layer.bias(), init));
    }

    /** Begins all linear layers of a network so. */
    static void linears(Module network, Init init) {
        each(network, Linear.class, layer -> begin(layer.weight(), layer.bias(), init));
    }

    private static <M extends Module> void each(Module network, Class<M> kind, Consumer<M> action) {
        network.modules().stream().filter(kind::isInstance).map(kind::cast).forEach(action);
    }

    private static void begin(Parameter weight, @Nullable Parameter bias, Init init) {
        init.fill(weight);
        if (bias != null) {
            ZERO.fill(bias);
        }
    }
}

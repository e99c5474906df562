package org.gradus.examples.gradients;

import static org.gradus.examples.gradients.LayerCase.of;

import java.util.ArrayList;
import java.util.List;
import org.gradus.layers.CELU;
import org.gradus.layers.ELU;
import org.gradus.layers.GELU;
import org.gradus.layers.GLU;
import org.gradus.layers.Hardshrink;
import org.gradus.layers.Hardsigmoid;
import org.gradus.layers.Hardswish;
import org.gradus.layers.Hardtanh;
import org.gradus.layers.Identity;
import org.gradus.layers.Layer;
import org.gradus.layers.LeakyReLU;
import org.gradus.layers.LogSigmoid;
import org.gradus.layers.LogSoftmax;
import org.gradus.layers.Mish;
import org.gradus.layers.PReLU;
import org.gradus.layers.RReLU;
import org.gradus.layers.ReLU;
import org.gradus.layers.ReLU6;
import org.gradus.layers.SELU;
import org.gradus.layers.SiLU;
import org.gradus.layers.Sigmoid;
import org.gradus.layers.Softmax;
import org.gradus.layers.Softmax2d;
import org.gradus.layers.Softmin;
import org.gradus.layers.Softplus;
import org.gradus.layers.Softshrink;
import org.gradus.layers.Softsign;
import org.gradus.layers.Tanh;
import org.gradus.layers.Tanhshrink;
import org.gradus.layers.Threshold;

/** Activations, each on numbers of either sign. */
final class ActivationLayers {

    private ActivationLayers() {}

    static List<LayerCase> cases() {
        List<LayerCase> cases = new ArrayList<>(List.of(of(new Softmax(1), 3, 5), of(new LogSoftmax(1), 3, 5),
                of(new Softmax2d(), 2, 3, 2, 2)));
        for (Layer activation : List.of(new ReLU(), new Sigmoid(), new Tanh(), new CELU(), new ELU(), new GELU(),
                new GLU(), new Hardshrink(), new Hardsigmoid(), new Hardswish(), new Hardtanh(), new Identity(),
                new LeakyReLU(), new LogSigmoid(), new Mish(), new PReLU(), new RReLU(), new ReLU6(), new SELU(),
                new SiLU(), new Softmin(1), new Softplus(), new Softshrink(), new Softsign(), new Tanhshrink(),
                new Threshold(0.5, 2))) {
            activation.eval(); // in which RReLU has one slope
            cases.add(of(activation, 3, 16));
        }
        return cases;
    }
}

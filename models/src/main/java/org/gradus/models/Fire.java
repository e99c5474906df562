package org.gradus.models;

import java.util.List;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConcatOp;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Layer;
import org.gradus.layers.ReLU;

/**
 * s = relu(squeeze(x)), y = [relu(expand1x1(s)), relu(expand3x3(s))]: a convolution of 1×1 to few channels, whose result
 * convolutions of 1×1 and 3×3 widen, side by side.
 */
final class Fire extends Layer {

    private final Conv2d squeeze;
    private final ReLU squeezeActivation;
    private final Conv2d expand1x1;
    private final ReLU expand1x1Activation;
    private final Conv2d expand3x3;
    private final ReLU expand3x3Activation;

    /** With as many filters of 1×1 as of 3×3. */
    Fire(int inChannels, int squeezed, int expanded) {
        squeeze = child("squeeze", new Conv2d(inChannels, squeezed, 1));
        squeezeActivation = child("squeeze_activation", new ReLU());
        expand1x1 = child("expand1x1", new Conv2d(squeezed, expanded, 1));
        expand1x1Activation = child("expand1x1_activation", new ReLU());
        expand3x3 = child("expand3x3", new Conv2d(squeezed, expanded, Conv2d.options(3).withPadding(1)));
        expand3x3Activation = child("expand3x3_activation", new ReLU());
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor few = squeezeActivation.forward(squeeze.forward(x));
        return ConcatOp.concat(List.of(expand1x1Activation.forward(expand1x1.forward(few)),
                expand3x3Activation.forward(expand3x3.forward(few))), 1);
    }
}

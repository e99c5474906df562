package org.gradus.models;

import org.gradus.core.Tensor;
import org.gradus.layers.BatchNorm2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.ConvLayerOptions;
import org.gradus.layers.Layer;
import org.gradus.layers.ReLU6;

/** y = min(max(norm(x ⋆ W), 0), 6), a convolution without a bias, batch normalisation and ReLU6. */
final class Conv2dNormActivation extends Layer {

    private final Conv2d conv;
    private final BatchNorm2d norm;
    private final ReLU6 activation;

    Conv2dNormActivation(int inChannels, int outChannels, ConvLayerOptions options) {
        conv = child("0", new Conv2d(inChannels, outChannels, options.withBias(false)));
        norm = child("1", new BatchNorm2d(outChannels));
        activation = child("2", new ReLU6());
    }

    @Override
    protected Tensor compute(Tensor x) {
        return activation.forward(norm.forward(conv.forward(x)));
    }
}

package org.gradus.models;

import org.gradus.core.Tensor;
import org.gradus.layers.BatchNorm2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Layer;
import org.gradus.layers.Sequential;

/**
 * y = conv(x), or x + conv(x) where nothing changes the shape: a convolution of 1×1 to many channels, one of 3×3 in each
 * channel for itself, and one of 1×1 back to few, after which no activation loses anything.
 */
final class InvertedResidual extends Layer {

    /**
     * The sizes of a block.
     *
     * @param inChannels what comes in
     * @param outChannels what goes out
     * @param expansion how many times as many channels are in between
     * @param stride of the convolution of 3×3
     */
    record Size(int inChannels, int outChannels, int expansion, int stride) {}

    private final Sequential conv;
    private final boolean residual;

    InvertedResidual(Size size) {
        int hidden = size.inChannels() * size.expansion();
        Sequential layers = new Sequential();
        if (size.expansion() != 1) {
            layers.append(new Conv2dNormActivation(size.inChannels(), hidden, Conv2d.options(1)));
        }
        layers.append(new Conv2dNormActivation(hidden, hidden,
                Conv2d.options(3).withStride(size.stride()).withPadding(1).withGroups(hidden)));
        layers.append(new Conv2d(hidden, size.outChannels(), Conv2d.options(1).withBias(false)));
        layers.append(new BatchNorm2d(size.outChannels()));
        conv = child("conv", layers);
        residual = size.stride() == 1 && size.inChannels() == size.outChannels();
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor y = conv.forward(x);
        return residual ? x.add(y) : y;
    }
}

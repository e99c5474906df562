package org.gradus.models;

import org.gradus.core.Tensor;
import org.gradus.layers.BatchNorm2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Layer;
import org.gradus.layers.Sequential;
import org.jspecify.annotations.Nullable;

/** A block of a residual network: convolutions, and a way past them. */
abstract sealed class ResNetBlock extends Layer permits BasicBlock, Bottleneck {

    /**
     * The sizes of a block.
     *
     * @param inChannels what comes in
     * @param planes the filters of the convolution of 3×3
     * @param stride its stride
     */
    record Size(int inChannels, int planes, int stride) {}

    /** The normalisation of what is added to the input. */
    abstract BatchNorm2d lastNorm();

    /** What goes past the convolutions. */
    static Tensor past(@Nullable Sequential downsample, Tensor x) {
        return downsample == null ? x : downsample.forward(x);
    }

    /** What makes of the input the shape that the convolutions give. */
    static Sequential downsample(int inChannels, int outChannels, int stride) {
        return new Sequential(conv1x1(inChannels, outChannels, stride), new BatchNorm2d(outChannels));
    }

    static Conv2d conv1x1(int inChannels, int outChannels, int stride) {
        return new Conv2d(inChannels, outChannels, Conv2d.options(1).withStride(stride).withBias(false));
    }

    static Conv2d conv3x3(int inChannels, int outChannels, int stride) {
        return new Conv2d(inChannels, outChannels,
                Conv2d.options(3).withStride(stride).withPadding(1).withBias(false));
    }
}

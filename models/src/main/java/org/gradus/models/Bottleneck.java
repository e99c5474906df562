package org.gradus.models;

import org.gradus.core.Tensor;
import org.gradus.layers.BatchNorm2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.jspecify.annotations.Nullable;

/**
 * y = relu(x + bn3(conv3(relu(bn2(conv2(relu(bn1(conv1(x)))))))), convolutions of 1×1, 3×3 and 1×1 of which the first narrows
 * and the last widens, with x downsampled where a stride asks for it. The stride is the second convolution's.
 */
final class Bottleneck extends ResNetBlock {

    /** How many times the planes come out. */
    static final int EXPANSION = 4;

    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;
    private final Conv2d conv3;
    private final BatchNorm2d bn3;
    private final ReLU relu;
    private final @Nullable Sequential downsample;

    Bottleneck(Size size, @Nullable Sequential downsample) {
        int outChannels = EXPANSION * size.planes();
        conv1 = child("conv1", conv1x1(size.inChannels(), size.planes(), 1));
        bn1 = child("bn1", new BatchNorm2d(size.planes()));
        conv2 = child("conv2", conv3x3(size.planes(), size.planes(), size.stride()));
        bn2 = child("bn2", new BatchNorm2d(size.planes()));
        conv3 = child("conv3", conv1x1(size.planes(), outChannels, 1));
        bn3 = child("bn3", new BatchNorm2d(outChannels));
        relu = child("relu", new ReLU());
        this.downsample = downsample == null ? null : child("downsample", downsample);
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor narrow = relu.forward(bn1.forward(conv1.forward(x)));
        Tensor y = relu.forward(bn2.forward(conv2.forward(narrow)));
        return relu.forward(bn3.forward(conv3.forward(y)).add(past(downsample, x)));
    }

    @Override
    BatchNorm2d lastNorm() {
        return bn3;
    }
}

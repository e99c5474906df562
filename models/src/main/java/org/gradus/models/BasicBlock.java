package org.gradus.models;

import org.gradus.core.Tensor;
import org.gradus.layers.BatchNorm2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.jspecify.annotations.Nullable;

/** y = relu(x + bn2(conv2(relu(bn1(conv1(x)))))), two convolutions of 3×3, with x downsampled where a stride asks for it. */
final class BasicBlock extends ResNetBlock {

    /** How many times the planes come out. */
    static final int EXPANSION = 1;

    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final ReLU relu;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;
    private final @Nullable Sequential downsample;

    BasicBlock(Size size, @Nullable Sequential downsample) {
        conv1 = child("conv1", conv3x3(size.inChannels(), size.planes(), size.stride()));
        bn1 = child("bn1", new BatchNorm2d(size.planes()));
        relu = child("relu", new ReLU());
        conv2 = child("conv2", conv3x3(size.planes(), size.planes(), 1));
        bn2 = child("bn2", new BatchNorm2d(size.planes()));
        this.downsample = downsample == null ? null : child("downsample", downsample);
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor y = relu.forward(bn1.forward(conv1.forward(x)));
        return relu.forward(bn2.forward(conv2.forward(y)).add(past(downsample, x)));
    }

    @Override
    BatchNorm2d lastNorm() {
        return bn2;
    }
}

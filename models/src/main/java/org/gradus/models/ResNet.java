package org.gradus.models;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.layers.AdaptiveAvgPool2d;
import org.gradus.layers.BatchNorm2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Init;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of 7×7 with a pool, four layers of residual blocks of which all but the first halve the picture, and one
 * linear layer of the average of each channel; x [N,3,224,224], or pictures of any size, → class scores [N,1000].
 *
 * <p>
 * Layers, state-dict keys and, for the same seed, initial weights are those of torchvision's {@code resnet18} to
 * {@code resnet152}, whose blocks with bottlenecks have the stride in the convolution of 3×3 and not in the first one.
 *
 * <p>
 * Source: K. He, X. Zhang, S. Ren, J. Sun, <i>Deep residual learning for image recognition</i>, CVPR 2016, table 1.
 */
public final class ResNet extends Layer {

    /** How many layers with weights a network has. */
    public enum Depth {

        /** Blocks of two convolutions, 11,689,512 parameters. */
        RESNET18(false, 2, 2, 2, 2),

        /** Blocks of two convolutions, 21,797,672 parameters. */
        RESNET34(false, 3, 4, 6, 3),

        /** Blocks with bottlenecks, 25,557,032 parameters. */
        RESNET50(true, 3, 4, 6, 3),

        /** Blocks with bottlenecks, 44,549,160 parameters. */
        RESNET101(true, 3, 4, 23, 3),

        /** Blocks with bottlenecks, 60,192,808 parameters. */
        RESNET152(true, 3, 8, 36, 3);

        private final boolean bottlenecks;
        private final ImmutableIntArray blocks;

        Depth(boolean bottlenecks, int... blocks) {
            this.bottlenecks = bottlenecks;
            this.blocks = ImmutableIntArray.copyOf(blocks);
        }

        private int expansion() {
            return bottlenecks ? Bottleneck.EXPANSION : BasicBlock.EXPANSION;
        }

        private ResNetBlock block(ResNetBlock.Size size, @Nullable Sequential downsample) {
            return bottlenecks ? new Bottleneck(size, downsample) : new BasicBlock(size, downsample);
        }
    }

    /**
     * What may differ from the published network.
     *
     * @param depth the number of layers
     * @param numClasses the number of scores
     * @param inChannels the channels of the pictures
     * @param zeroInitResidual whether the last normalisation of each block begins with a weight of 0, so that at first every
     *        block lets its input pass (P. Goyal et al., <i>Accurate, large minibatch SGD</i>, 2017)
     */
    public record Options(Depth depth, int numClasses, int inChannels, boolean zeroInitResidual) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            OptionChecks.atLeastOne("ResNet", "numClasses", numClasses);
            OptionChecks.atLeastOne("ResNet", "inChannels", inChannels);
        }

        /** These options with another number of classes. */
        public Options withNumClasses(int value) {
            return new Options(depth, value, inChannels, zeroInitResidual);
        }

        /** These options for pictures with another number of channels. */
        public Options withInChannels(int value) {
            return new Options(depth, numClasses, value, zeroInitResidual);
        }

        /** These options with blocks that let their input pass at first, or not. */
        public Options withZeroInitResidual(boolean value) {
            return new Options(depth, numClasses, inChannels, value);
        }
    }

    private static final int WIDTH = 64;

    private final Depth depth;
    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final ReLU relu;
    private final MaxPool2d maxpool;
    private final List<Sequential> layers = new ArrayList<>();
    private final AdaptiveAvgPool2d avgpool;
    private final Linear fc;

    /** A published network, with weights drawn from the global generator. */
    public ResNet(Depth depth) {
        this(options(depth));
    }

    /** A variant of a published network. */
    public ResNet(Options options) {
        depth = options.depth();
        conv1 = child("conv1", new Conv2d(options.inChannels(), WIDTH,
                Conv2d.options(7).withStride(2).withPadding(3).withBias(false)));
        bn1 = child("bn1", new BatchNorm2d(WIDTH));
        relu = child("relu", new ReLU());
        maxpool = child("maxpool", new MaxPool2d(MaxPoolOptions.kernel(3).withStride(2).withPadding(1)));
        int channels = WIDTH;
        for (int layer = 1; layer <= depth.blocks.length(); layer++) {
            int planes = WIDTH << layer - 1;
            layers.add(child("layer" + layer,
                    layer(depth.blocks.get(layer - 1), new ResNetBlock.Size(channels, planes, layer == 1 ? 1 : 2))));
            channels = planes * depth.expansion();
        }
        avgpool = child("avgpool", new AdaptiveAvgPool2d(1, 1));
        fc = child("fc", new Linear(channels, options.numClasses()));
        InitialWeights.convolutions(this, InitialWeights.FAN_OUT);
        if (options.zeroInitResidual()) {
            beginAsIdentities();
        }
    }

    /** Blocks of which the first alone may have a stride and take another number of channels than it gives. */
    private Sequential layer(int blocks, ResNetBlock.Size first) {
        int outChannels = first.planes() * depth.expansion();
        Sequential layer = new Sequential(depth.block(first, downsample(first, outChannels)));
        for (int block = 1; block < blocks; block++) {
            layer.append(depth.block(new ResNetBlock.Size(outChannels, first.planes(), 1), null));
        }
        return layer;
    }

    private static @Nullable Sequential downsample(ResNetBlock.Size size, int outChannels) {
        return size.stride() == 1 && size.inChannels() == outChannels
                ? null
                : ResNetBlock.downsample(size.inChannels(), outChannels, size.stride());
    }

    private void beginAsIdentities() {
        for (Sequential layer : layers) {
            for (Layer block : layer) {
                Init.constant(0).fill(((ResNetBlock) block).lastNorm().weight());
            }
        }
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor y = maxpool.forward(relu.forward(bn1.forward(conv1.forward(x))));
        for (Sequential layer : layers) {
            y = layer.forward(y);
        }
        return fc.forward(avgpool.forward(y).flatten(1));
    }

    /** 1000 classes, pictures of three channels, normalisations that begin with a weight of 1. */
    public static Options options(Depth depth) {
        return new Options(depth, 1000, 3, false);
    }
}

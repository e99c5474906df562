package org.gradus.models;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Tensor;
import org.gradus.layers.AdaptiveAvgPool2d;
import org.gradus.layers.BatchNorm2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Dropout;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;

/**
 * Convolutions of 3×3 in five blocks, each followed by a pool that halves the picture, and three linear layers, with or
 * without batch normalisation; x [N,3,224,224], or pictures of any size from 32×32 on, → class scores [N,1000].
 *
 * <p>
 * Layers, state-dict keys and, for the same seed, initial weights are those of torchvision's {@code vgg11} to
 * {@code vgg19_bn}; {@link VGG16} numbers the classifier's layers as older versions did.
 *
 * <p>
 * Source: K. Simonyan, A. Zisserman, <i>Very deep convolutional networks for large-scale image recognition</i>, ICLR 2015.
 */
public final class VGG extends Layer {

    /** Filters of the blocks, as multiples of the first block's. */
    static final ImmutableIntArray MULTIPLES = ImmutableIntArray.of(1, 2, 4, 8, 8);

    private static final int SIDE = 7;
    private static final int HIDDEN = 64;

    /** How many layers with weights a network has; the paper's configurations A, B, D and E. */
    public enum Depth {

        /** Configuration A: eight convolutions, 132,863,336 parameters. */
        VGG11(1, 1, 2, 2, 2),

        /** Configuration B: ten convolutions, 133,047,848 parameters. */
        VGG13(2, 2, 2, 2, 2),

        /** Configuration D: thirteen convolutions, 138,357,544 parameters. */
        VGG16(2, 2, 3, 3, 3),

        /** Configuration E: sixteen convolutions, 143,667,240 parameters. */
        VGG19(2, 2, 4, 4, 4);

        private final ImmutableIntArray convolutions;

        Depth(int... convolutions) {
            this.convolutions = ImmutableIntArray.copyOf(convolutions);
        }
    }

    /**
     * What may differ from the published network.
     *
     * @param depth the number of layers
     * @param batchNorm whether batch normalisation follows each convolution
     * @param numClasses the number of scores
     * @param inChannels the channels of the pictures
     * @param dropout the probability of dropping an output of the two hidden linear layers
     * @param width filters of the first block; all other layers grow and shrink with it
     */
    public record Options(Depth depth, boolean batchNorm, int numClasses, int inChannels, double dropout, int width) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            OptionChecks.atLeastOne("VGG", "numClasses", numClasses);
            OptionChecks.atLeastOne("VGG", "inChannels", inChannels);
            OptionChecks.dropout("VGG", dropout);
            OptionChecks.atLeastOne("VGG", "width", width);
        }

        /** These options with batch normalisation, or without. */
        public Options withBatchNorm(boolean value) {
            return new Options(depth, value, numClasses, inChannels, dropout, width);
        }

        /** These options with another number of classes. */
        public Options withNumClasses(int value) {
            return new Options(depth, batchNorm, value, inChannels, dropout, width);
        }

        /** These options for pictures with another number of channels. */
        public Options withInChannels(int value) {
            return new Options(depth, batchNorm, numClasses, value, dropout, width);
        }

        /** These options with another dropout. */
        public Options withDropout(double value) {
            return new Options(depth, batchNorm, numClasses, inChannels, value, width);
        }

        /** These options with another number of filters in the first block. */
        public Options withWidth(int value) {
            return new Options(depth, batchNorm, numClasses, inChannels, dropout, value);
        }
    }

    private final Sequential features;
    private final AdaptiveAvgPool2d avgpool;
    private final Sequential classifier;

    /** A published network without batch normalisation, with weights drawn from the global generator. */
    public VGG(Depth depth) {
        this(options(depth));
    }

    /** A variant of a published network. */
    public VGG(Options options) {
        features = child("features", features(options));
        avgpool = child("avgpool", new AdaptiveAvgPool2d(SIDE, SIDE));
        classifier = child("classifier", classifier(options));
        InitialWeights.convolutions(this, InitialWeights.FAN_OUT);
        InitialWeights.linears(this, InitialWeights.NARROW);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return classifier.forward(avgpool.forward(features.forward(x)).flatten(1));
    }

    /** No batch normalisation, 1000 classes, pictures of three channels, a dropout of 0.5, 64 filters in the first block. */
    public static Options options(Depth depth) {
        return new Options(depth, false, 1000, 3, 0.5, 64);
    }

    /** All layers up to the last pool. */
    static Sequential features(Options options) {
        List<Layer> layers = new ArrayList<>();
        int channels = options.inChannels();
        for (int block = 0; block < MULTIPLES.length(); block++) {
            int filters = MULTIPLES.get(block) * options.width();
            for (int convolution = 0; convolution < options.depth().convolutions.get(block); convolution++) {
                layers.add(new Conv2d(channels, filters, Conv2d.options(3).withPadding(1)));
                if (options.batchNorm()) {
                    layers.add(new BatchNorm2d(filters));
                }
                layers.add(new ReLU());
                channels = filters;
            }
            layers.add(new MaxPool2d(2));
        }
        return new Sequential(layers);
    }

    private static Sequential classifier(Options options) {
        int channels = lastChannels(options.width());
        int hidden = hidden(options.width());
        return new Sequential(
                new Linear(channels * SIDE * SIDE, hidden), new ReLU(), new Dropout(options.dropout()),
                new Linear(hidden, hidden), new ReLU(), new Dropout(options.dropout()),
                new Linear(hidden, options.numClasses()));
    }

    /** The channels that the last pool gives. */
    static int lastChannels(int width) {
        return MULTIPLES.get(MULTIPLES.length() - 1) * width;
    }

    /** The outputs of the two hidden linear layers. */
    static int hidden(int width) {
        return HIDDEN * width;
    }
}

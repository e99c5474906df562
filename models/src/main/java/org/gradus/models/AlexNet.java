package org.gradus.models;

import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.layers.AdaptiveAvgPool2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Dropout;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;

/**
 * Five convolutions, of 11×11, 5×5 and 3×3, three overlapping pools and three linear layers; x [N,3,224,224], or pictures
 * of any size from 63×63 on, → class scores [N,1000], 61,100,840 parameters.
 *
 * <p>
 * Layers, state-dict keys and, for the same seed, initial weights are those of torchvision's {@code alexnet}, which has the
 * filters of the second paper: all on one machine, and without normalisation.
 *
 * <p>
 * Sources: A. Krizhevsky, I. Sutskever, G. E. Hinton, <i>ImageNet classification with deep convolutional neural
 * networks</i>, NIPS 2012; A. Krizhevsky, <i>One weird trick for parallelizing convolutional neural networks</i>, 2014.
 */
public final class AlexNet extends Layer {

    private static final MaxPoolOptions OVERLAPPING = MaxPoolOptions.kernel(3).withStride(2);
    private static final int SIDE = 6;
    private static final int CHANNELS = 256;
    private static final int HIDDEN = 4096;

    /**
     * What may differ from the published network.
     *
     * @param numClasses the number of scores
     * @param inChannels the channels of the pictures
     * @param dropout the probability of dropping an input of the two hidden linear layers
     */
    public record Options(int numClasses, int inChannels, double dropout) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            OptionChecks.atLeastOne("AlexNet", "numClasses", numClasses);
            OptionChecks.atLeastOne("AlexNet", "inChannels", inChannels);
            OptionChecks.dropout("AlexNet", dropout);
        }

        /** These options with another number of classes. */
        public Options withNumClasses(int value) {
            return new Options(value, inChannels, dropout);
        }

        /** These options for pictures with another number of channels. */
        public Options withInChannels(int value) {
            return new Options(numClasses, value, dropout);
        }

        /** These options with another dropout. */
        public Options withDropout(double value) {
            return new Options(numClasses, inChannels, value);
        }
    }

    private final Sequential features;
    private final AdaptiveAvgPool2d avgpool;
    private final Sequential classifier;

    /** The published network, with weights drawn from the global generator. */
    public AlexNet() {
        this(options());
    }

    /** A variant of the published network. */
    public AlexNet(Options options) {
        features = child("features", new Sequential(
                new Conv2d(options.inChannels(), 64, Conv2d.options(11).withStride(4).withPadding(2)), new ReLU(),
                new MaxPool2d(OVERLAPPING),
                new Conv2d(64, 192, Conv2d.options(5).withPadding(2)), new ReLU(), new MaxPool2d(OVERLAPPING),
                new Conv2d(192, 384, Conv2d.options(3).withPadding(1)), new ReLU(),
                new Conv2d(384, CHANNELS, Conv2d.options(3).withPadding(1)), new ReLU(),
                new Conv2d(CHANNELS, CHANNELS, Conv2d.options(3).withPadding(1)), new ReLU(),
                new MaxPool2d(OVERLAPPING)));
        avgpool = child("avgpool", new AdaptiveAvgPool2d(SIDE, SIDE));
        classifier = child("classifier", new Sequential(
                new Dropout(options.dropout()), new Linear(CHANNELS * SIDE * SIDE, HIDDEN), new ReLU(),
                new Dropout(options.dropout()), new Linear(HIDDEN, HIDDEN), new ReLU(),
                new Linear(HIDDEN, options.numClasses())));
    }

    @Override
    protected Tensor compute(Tensor x) {
        return classifier.forward(avgpool.forward(features.forward(x)).flatten(1));
    }

    /** 1000 classes, pictures of three channels, a dropout of 0.5. */
    public static Options options() {
        return new Options(1000, 3, 0.5);
    }
}

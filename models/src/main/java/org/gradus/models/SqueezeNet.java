package org.gradus.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.layers.AdaptiveAvgPool2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Dropout;
import org.gradus.layers.FanMode;
import org.gradus.layers.Init;
import org.gradus.layers.Layer;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.Nonlinearity;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;

/**
 * AlexNet's accuracy with a fiftieth of its parameters: a convolution, eight fire modules, each of which squeezes the
 * channels and expands them again, three pools, and a convolution that gives a picture of scores for each class, whose
 * average is the class's; x [N,3,224,224], or pictures of any size from 21×21 on, → class scores [N,1000].
 *
 * <p>
 * Layers, state-dict keys and, for the same seed, initial weights are those of torchvision's {@code squeezenet1_0} and
 * {@code squeezenet1_1}.
 *
 * <p>
 * Source: F. N. Iandola et al., <i>SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and &lt;0.5MB model
 * size</i>, 2016.
 */
public final class SqueezeNet extends Layer {

    private static final MaxPoolOptions POOL = MaxPoolOptions.kernel(3).withStride(2).withCeilMode(true);
    private static final int LAST_CHANNELS = 512;
    private static final Init FAN_IN = Init.kaimingUniform(FanMode.FAN_IN, Nonlinearity.RELU);

    /** The published networks. */
    public enum Version {

        /** The paper's: 96 filters of 7×7 at first, 1,248,424 parameters. */
        V1_0(96, 7, 3, 7),

        /** 64 filters of 3×3 at first and earlier pools, 1,235,496 parameters, 2.4 times less to compute. */
        V1_1(64, 3, 2, 4);

        private final int filters;
        private final int kernel;
        private final int[] modulesBeforePools;

        Version(int filters, int kernel, int... modulesBeforePools) {
            this.filters = filters;
            this.kernel = kernel;
            this.modulesBeforePools = modulesBeforePools;
        }

        private boolean poolsAfter(int modules) {
            return Arrays.stream(modulesBeforePools).anyMatch(each -> each == modules);
        }
    }

    /**
     * What may differ from the published network.
     *
     * @param version which of the published networks
     * @param numClasses the number of scores
     * @param inChannels the channels of the pictures
     * @param dropout the probability of dropping an input of the last convolution
     */
    public record Options(Version version, int numClasses, int inChannels, double dropout) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            OptionChecks.atLeastOne("SqueezeNet", "numClasses", numClasses);
            OptionChecks.atLeastOne("SqueezeNet", "inChannels", inChannels);
            OptionChecks.dropout("SqueezeNet", dropout);
        }

        /** These options with another number of classes. */
        public Options withNumClasses(int value) {
            return new Options(version, value, inChannels, dropout);
        }

        /** These options for pictures with another number of channels. */
        public Options withInChannels(int value) {
            return new Options(version, numClasses, value, dropout);
        }

        /** These options with another dropout. */
        public Options withDropout(double value) {
            return new Options(version, numClasses, inChannels, value);
        }
    }

    private final Sequential features;
    private final Sequential classifier;

    /** A published network, with weights drawn from the global generator. */
    public SqueezeNet(Version version) {
        this(options(version));
    }

    /** A variant of a published network. */
    public SqueezeNet(Options options) {
        features = child("features", features(options));
        classifier = child("classifier", new Sequential(new Dropout(options.dropout()),
                new Conv2d(LAST_CHANNELS, options.numClasses(), 1), new ReLU(), new AdaptiveAvgPool2d(1, 1)));
        InitialWeights.convolutions(features, FAN_IN);
        InitialWeights.convolutions(classifier, InitialWeights.NARROW);
    }

    /** Pairs of fire modules, of which each pair squeezes to 16 channels more and expands to eight times as many. */
    private static Sequential features(Options options) {
        Version version = options.version();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Conv2d(options.inChannels(), version.filters, Conv2d.options(version.kernel).withStride(2)));
        layers.add(new ReLU());
        layers.add(new MaxPool2d(POOL));
        int channels = version.filters;
        for (int module = 0; module < 8; module++) {
            int squeezed = 16 * (1 + module / 2);
            layers.add(new Fire(channels, squeezed, 4 * squeezed));
            channels = 8 * squeezed;
            if (version.poolsAfter(module + 1)) {
                layers.add(new MaxPool2d(POOL));
            }
        }
        return new Sequential(layers);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return classifier.forward(features.forward(x)).flatten(1);
    }

    /** 1000 classes, pictures of three channels, a dropout of 0.5. */
    public static Options options(Version version) {
        return new Options(version, 1000, 3, 0.5);
    }
}

package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Dropout;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.Sequential;

/**
 * A network for telephones: a convolution, seventeen inverted residual blocks, in which filters of 3×3 see one channel each,
 * a convolution of 1×1, and one linear layer of the average of each channel; x [N,3,224,224], or pictures of any size, →
 * class scores [N,1000], 3,504,872 parameters.
 *
 * <p>
 * Layers, state-dict keys and, for the same seed, initial weights are those of torchvision's {@code mobilenet_v2}.
 *
 * <p>
 * Source: M. Sandler, A. Howard, M. Zhu, A. Zhmoginov, L.-C. Chen, <i>MobileNetV2: inverted residuals and linear
 * bottlenecks</i>, CVPR 2018, table 2.
 */
public final class MobileNetV2 extends Layer {

    private static final int FIRST_CHANNELS = 32;
    private static final int LAST_CHANNELS = 1280;
    private static final int DIVISOR = 8;

    /** Blocks with the same number of channels, of which the first alone has the stride: a line of the paper's table 2. */
    private record Stage(int expansion, int channels, int blocks, int stride) {}

    private static final ImmutableList<Stage> STAGES = ImmutableList.of(new Stage(1, 16, 1, 1), new Stage(6, 24, 2, 2),
            new Stage(6, 32, 3, 2), new Stage(6, 64, 4, 2), new Stage(6, 96, 3, 1), new Stage(6, 160, 3, 2),
            new Stage(6, 320, 1, 1));

    /**
     * What may differ from the published network.
     *
     * @param numClasses the number of scores
     * @param inChannels the channels of the pictures
     * @param dropout the probability of dropping an input of the linear layer
     * @param widthMult what all numbers of channels are multiplied by, but for the last where it is below 1; they are
     *        rounded to multiples of eight
     */
    public record Options(int numClasses, int inChannels, double dropout, double widthMult) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            OptionChecks.atLeastOne("MobileNetV2", "numClasses", numClasses);
            OptionChecks.atLeastOne("MobileNetV2", "inChannels", inChannels);
            OptionChecks.dropout("MobileNetV2", dropout);
            checkArgument(widthMult > 0 && widthMult <= 100,
                    "[MobileNetV2] widthMult must be above 0 and at most 100, but is %s", widthMult);
        }

        /** These options with another number of classes. */
        public Options withNumClasses(int value) {
            return new Options(value, inChannels, dropout, widthMult);
        }

        /** These options for pictures with another number of channels. */
        public Options withInChannels(int value) {
            return new Options(numClasses, value, dropout, widthMult);
        }

        /** These options with another dropout. */
        public Options withDropout(double value) {
            return new Options(numClasses, inChannels, value, widthMult);
        }

        /** These options with another width. */
        public Options withWidthMult(double value) {
            return new Options(numClasses, inChannels, dropout, value);
        }
    }

    private final Sequential features;
    private final Sequential classifier;

    /** The published network, with weights drawn from the global generator. */
    public MobileNetV2() {
        this(options());
    }

    /** A variant of the published network. */
    public MobileNetV2(Options options) {
        int lastChannels = rounded(LAST_CHANNELS * Math.max(1, options.widthMult()));
        features = child("features", features(options, lastChannels));
        classifier = child("classifier",
                new Sequential(new Dropout(options.dropout()), new Linear(lastChannels, options.numClasses())));
        InitialWeights.convolutions(this, InitialWeights.FAN_OUT);
        InitialWeights.linears(this, InitialWeights.NARROW);
    }

    private static Sequential features(Options options, int lastChannels) {
        int channels = rounded(FIRST_CHANNELS * options.widthMult());
        Sequential features = new Sequential(new Conv2dNormActivation(options.inChannels(), channels,
                Conv2d.options(3).withStride(2).withPadding(1)));
        for (Stage stage : STAGES) {
            int outChannels = rounded(stage.channels() * options.widthMult());
            for (int block = 0; block < stage.blocks(); block++) {
                features.append(new InvertedResidual(new InvertedResidual.Size(channels, outChannels,
                        stage.expansion(), block == 0 ? stage.stride() : 1)));
                channels = outChannels;
            }
        }
        return features.append(new Conv2dNormActivation(channels, lastChannels, Conv2d.options(1)));
    }

    /** The multiple of eight that is nearest, but at least eight, and not below by more than a tenth. */
    static int rounded(double channels) {
        int multiple = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
        return multiple < 0.9 * channels ? multiple + DIVISOR : multiple;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return classifier.forward(AvgPools.adaptiveAvgPool2d(features.forward(x), 1).flatten(1));
    }

    /** 1000 classes, pictures of three channels, a dropout of 0.2, the published numbers of channels. */
    public static Options options() {
        return new Options(1000, 3, 0.2, 1);
    }
}

package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.layers.Dropout;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;

/**
 * Thirteen convolutions of 3×3 in five blocks, each followed by a pool that halves the picture, and three linear layers;
 * x [N,3,224,224] → class scores [N,1000], 138,357,544 parameters.
 *
 * <p>
 * State dicts have torchvision's keys {@code features.0.weight} … {@code features.28.bias}. The classifier's layers are
 * numbered 1, 4 and 6 as in torchvision's first versions, where dropout came before the layers whose inputs it drops; later
 * ones number them 0, 3 and 6, as {@link VGG} does, which takes pictures of any size.
 *
 * <p>
 * Source: K. Simonyan, A. Zisserman, <i>Very deep convolutional networks for large-scale image recognition</i>, ICLR 2015,
 * configuration D.
 */
public final class VGG16 extends Layer {

    private static final int REDUCTION = 1 << VGG.MULTIPLES.length();

    /**
     * What may differ from the published network.
     *
     * @param classes the number of scores
     * @param side height and width of the pictures, a multiple of 32
     * @param width filters of the first block; all other layers grow and shrink with it
     */
    public record Options(int classes, int side, int width) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            checkArgument(classes >= 1, "[VGG16] classes must be at least 1, but is %s", classes);
            checkArgument(side >= REDUCTION && side % REDUCTION == 0,
                    "[VGG16] the side of the pictures must be a multiple of %s, but is %s", REDUCTION, side);
            checkArgument(width >= 1, "[VGG16] width must be at least 1, but is %s", width);
        }

        /** These options with another number of classes. */
        public Options withClasses(int value) {
            return new Options(value, side, width);
        }

        /** These options for pictures of another size. */
        public Options withSide(int value) {
            return new Options(classes, value, width);
        }

        /** These options with another number of filters in the first block. */
        public Options withWidth(int value) {
            return new Options(classes, side, value);
        }
    }

    private final Shape picture;
    private final Sequential features;
    private final Sequential classifier;

    /** The published network, with weights drawn from the global generator. */
    public VGG16() {
        this(options());
    }

    /** A variant of the published network. */
    public VGG16(Options options) {
        picture = Shape.of(3, options.side(), options.side());
        features = child("features", VGG.features(VGG.options(VGG.Depth.VGG16).withWidth(options.width())));
        classifier = child("classifier", classifier(options));
    }

    @Override
    protected Tensor compute(Tensor x) {
        Pictures.check("VGG16", x, picture);
        return classifier.forward(features.forward(x).flatten(1));
    }

    /** The published network: 1000 classes, pictures of 224×224, 64 filters in the first block. */
    public static Options options() {
        return new Options(1000, 224, 64);
    }

    private static Sequential classifier(Options options) {
        int side = options.side() / REDUCTION;
        int channels = VGG.lastChannels(options.width());
        int hidden = VGG.hidden(options.width());
        return new Sequential(
                new Dropout(0.5), new Linear(channels * side * side, hidden), new ReLU(),
                new Dropout(0.5), new Linear(hidden, hidden), new ReLU(),
                new Linear(hidden, options.classes()));
    }
}

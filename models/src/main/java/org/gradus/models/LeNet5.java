package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.layers.AvgPool2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.ReLU;
import org.gradus.layers.Tanh;

/**
 * The network that read cheques: two convolutions of 5×5, each with an average pool that halves the picture, and three
 * linear layers; x [N,1,32,32] → class scores [N,10], 61,706 parameters.
 *
 * <pre>
 * 1×32×32 → conv1 6×28×28 → pool 6×14×14 → conv2 16×10×10 → pool 16×5×5 → fc1 120 → fc2 84 → fc3 10
 * </pre>
 *
 * <p>
 * It is the form in which the network is commonly written today. In the paper the filters of the second convolution see
 * some of the six channels only, pools have a weight and a bias, and the last layer measures distances to drawn digits.
 *
 * <p>
 * Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, <i>Gradient-based learning applied to document recognition</i>,
 * Proceedings of the IEEE 86 (1998), section II.B.
 */
public final class LeNet5 extends Layer {

    private static final int SIDE = 32;
    private static final int MNIST_SIDE = 28;

    /** What follows each layer but the last. */
    public enum Activation {

        /** The hyperbolic tangent, as in the paper but for its two factors. */
        TANH,

        /** max(x, 0), with which it learns faster. */
        RELU
    }

    /**
     * What may differ from the usual network.
     *
     * @param numClasses the number of scores
     * @param inChannels the channels of the pictures
     * @param side height and width of the pictures, 32, or 28 for pictures that get a margin of two zeros
     * @param activation what follows the layers
     */
    public record Options(int numClasses, int inChannels, int side, Activation activation) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            OptionChecks.atLeastOne("LeNet5", "numClasses", numClasses);
            OptionChecks.atLeastOne("LeNet5", "inChannels", inChannels);
            checkArgument(side == SIDE || side == MNIST_SIDE,
                    "[LeNet5] the side of the pictures must be 32, or 28 as MNIST's, but is %s; scale or crop them",
                    side);
        }

        /** These options with another number of classes. */
        public Options withNumClasses(int value) {
            return new Options(value, inChannels, side, activation);
        }

        /** These options for pictures with another number of channels. */
        public Options withInChannels(int value) {
            return new Options(numClasses, value, side, activation);
        }

        /** These options for pictures of another size. */
        public Options withSide(int value) {
            return new Options(numClasses, inChannels, value, activation);
        }

        /** These options with another activation. */
        public Options withActivation(Activation value) {
            return new Options(numClasses, inChannels, side, value);
        }
    }

    private final Shape picture;
    private final Conv2d conv1;
    private final Conv2d conv2;
    private final AvgPool2d pool;
    private final Linear fc1;
    private final Linear fc2;
    private final Linear fc3;
    private final Layer activation;

    /** For digits of 32×32, with tanh. */
    public LeNet5() {
        this(options());
    }

    /** A variant of the usual network. */
    public LeNet5(Options options) {
        int padding = (SIDE - options.side()) / 2;
        picture = Shape.of(options.inChannels(), options.side(), options.side());
        conv1 = child("conv1", new Conv2d(options.inChannels(), 6, Conv2d.options(5).withPadding(padding)));
        conv2 = child("conv2", new Conv2d(6, 16, 5));
        pool = child("pool", new AvgPool2d(2));
        fc1 = child("fc1", new Linear(16 * 5 * 5, 120));
        fc2 = child("fc2", new Linear(120, 84));
        fc3 = child("fc3", new Linear(84, options.numClasses()));
        activation = child("activation", switch (options.activation()) {
            case TANH -> new Tanh();
            case RELU -> new ReLU();
        });
    }

    @Override
    protected Tensor compute(Tensor x) {
        Pictures.check("LeNet5", x, picture);
        Tensor features = pooled(conv2, pooled(conv1, x)).flatten(1);
        Tensor hidden = activation.forward(fc1.forward(features));
        return fc3.forward(activation.forward(fc2.forward(hidden)));
    }

    private Tensor pooled(Conv2d conv, Tensor x) {
        return pool.forward(activation.forward(conv.forward(x)));
    }

    /** Ten classes, grey pictures of 32×32, tanh. */
    public static Options options() {
        return new Options(10, 1, SIDE, Activation.TANH);
    }
}

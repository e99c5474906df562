package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.layers.Conv2d;
import org.gradus.layers.ConvLayerOptions;
import org.gradus.layers.Flatten;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;

/**
 * Builds networks of the classic pattern Input → [[Conv → ReLU]·N → Pool?]·M → [FC → ReLU]·K → FC, checking as it goes
 * that the picture is still large enough.
 *
 * {@snippet :
 * Sequential cnn = ConvNetBuilder.input(Shape.of(1, 28, 28))
 *         .conv(10, 5).pool(2)
 *         .conv(20, 5).pool(2)
 *         .output(10);
 * }
 *
 * <p>
 * Source of the pattern: A. Karpathy, <i>CS231n: convolutional neural networks for visual recognition</i>, Stanford
 * University, notes on architectures.
 */
public final class ConvNetBuilder {

    private final List<Layer> layers = new ArrayList<>();
    private Shape shape;

    private ConvNetBuilder(Shape shape) {
        this.shape = shape;
    }

    /**
     * Begins with pictures of this shape.
     *
     * @param image [C,H,W]
     * @throws IllegalArgumentException if it has another rank or a size of 0
     */
    public static ConvNetBuilder input(Shape image) {
        checkArgument(image.rank() == 3 && image.numel() > 0, "[convNet] the input must be [C,H,W], but is %s", image);
        return new ConvNetBuilder(image);
    }

    /** The shape of what comes out so far, without the batch's dimension. */
    public Shape shape() {
        return shape;
    }

    /** Adds Conv → ReLU with square filters, stride 1 and no padding; otherwise as {@link #conv(int, ConvLayerOptions)}. */
    public ConvNetBuilder conv(int filters, int kernel) {
        return conv(filters, Conv2d.options(kernel));
    }

    /**
     * Adds Conv → ReLU.
     *
     * @throws IllegalArgumentException if the picture has become too small for the filters
     * @throws IllegalStateException after a fully connected layer
     */
    public ConvNetBuilder conv(int filters, ConvLayerOptions options) {
        checkPicture("a convolution");
        return add(new Conv2d(shape.size(0), filters, options)).add(new ReLU());
    }

    /**
     * Adds [Conv → ReLU]·N with filters of 3×3 and a padding of 1, which keep the picture's size.
     *
     * @throws IllegalArgumentException if N is below 1
     * @throws IllegalStateException after a fully connected layer
     */
    public ConvNetBuilder convs(int n, int filters) {
        checkArgument(n >= 1, "[convNet] the number of convolutions must be at least 1, but is %s", n);
        for (int i = 0; i < n; i++) {
            conv(filters, Conv2d.options(3).withPadding(1));
        }
        return this;
    }

    /** Adds a max-pool of square windows side by side; otherwise as {@link #pool(MaxPoolOptions)}. */
    public ConvNetBuilder pool(int kernel) {
        return pool(MaxPoolOptions.kernel(kernel));
    }

    /**
     * Adds a max-pool.
     *
     * @throws IllegalArgumentException if the picture has become too small for the windows
     * @throws IllegalStateException after a fully connected layer
     */
    public ConvNetBuilder pool(MaxPoolOptions options) {
        checkPicture("a pool");
        return add(new MaxPool2d(options));
    }

    /** Adds FC → ReLU, with all that came before as its inputs. */
    public ConvNetBuilder fc(int features) {
        return linear(features).add(new ReLU());
    }

    /** Adds the last FC, which gives one score a class, and makes the network; further layers do not change it. */
    public Sequential output(int classes) {
        return new Sequential(linear(classes).layers);
    }

    private ConvNetBuilder linear(int features) {
        Linear linear = new Linear(shape.numel(), features);
        if (shape.rank() > 1) {
            add(new Flatten());
        }
        return add(linear);
    }

    private void checkPicture(String what) {
        checkState(shape.rank() == 3,
                "[convNet] %s needs a picture, but a fully connected layer has made it %s numbers; add it before fc",
                what, shape.size(0));
    }

    /** Sends an empty batch through the layer, which computes nothing but finds out the shape. */
    private ConvNetBuilder add(Layer layer) {
        int[] sizes = new int[shape.rank() + 1];
        System.arraycopy(shape.toArray(), 0, sizes, 1, shape.rank());
        shape = after(layer, Tensor.zeros(sizes));
        layers.add(layer);
        return this;
    }

    private Shape after(Layer layer, Tensor empty) {
        try {
            int[] sizes = Tape.noGrad(() -> layer.forward(empty)).shape().toArray();
            return Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("[convNet] layer %d, %s, does not fit %s: %s".formatted(layers.size(),
                    layer, shape, e.getMessage()), e);
        }
    }
}

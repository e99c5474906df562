package org.gradus.models;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;

/**
 * The small network that learns MNIST: two convolutions of 5×5, each with ReLU and a pool that halves the picture, and one
 * linear layer; x [N,1,28,28] → log-probabilities of the ten digits [N,10], 8,490 parameters.
 *
 * <pre>
 * 1×28×28 → conv1 10×24×24 → pool 10×12×12 → conv2 20×8×8 → pool 20×4×4 → flatten 320 → fc 10 → log-softmax
 * </pre>
 *
 * <p>
 * State dicts have the keys {@code conv1.0}, {@code conv2.0} and {@code fc}, each with {@code .weight} and {@code .bias}.
 */
public final class CNN extends Layer {

    private static final Shape PICTURE = Shape.of(1, 28, 28);

    private final Sequential conv1 = child("conv1",
            new Sequential(new Conv2d(1, 10, 5), new ReLU(), new MaxPool2d(2)));
    private final Sequential conv2 = child("conv2",
            new Sequential(new Conv2d(10, 20, 5), new ReLU(), new MaxPool2d(2)));
    private final Linear fc = child("fc", new Linear(320, 10));

    /** With weights drawn from the global generator. */
    public CNN() {}

    @Override
    protected Tensor compute(Tensor x) {
        Pictures.check("CNN", x, PICTURE);
        Tensor features = conv2.forward(conv1.forward(x));
        return fc.forward(features.flatten(1)).logSoftmax(1);
    }
}

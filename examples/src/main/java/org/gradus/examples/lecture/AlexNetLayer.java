package org.gradus.examples.lecture;

import static org.gradus.core.op.ConvOp.conv2d;

import org.gradus.core.ConvOptions;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/** AlexNet's first layer: 96 filters of 11×11×3 over an image of 227×227×3, with stride 4. */
final class AlexNetLayer {

    private static final int SIDE = 227;
    private static final int CHANNELS = 3;
    private static final int FILTERS = 96;
    private static final int FILTER = 11;
    private static final int STRIDE = 4;

    private AlexNetLayer() {}

    static Tensor weights() {
        return Tensor.randn(new Rng(0), FILTERS, CHANNELS, FILTER, FILTER);
    }

    static Tensor output() {
        Tensor image = Tensor.rand(new Rng(0), 1, CHANNELS, SIDE, SIDE);
        return conv2d(image, weights(), ConvOptions.DEFAULT.withStride(STRIDE));
    }

    static void print(Page page) {
        Tensor weights = weights();
        Tensor output = output();
        long neurons = output.numel();
        int weightsOfOne = weights.numel() / weights.size(0);
        page.say("""
                Input %1$d×%1$d×%2$d, %3$d filters of %4$d×%4$d, stride %5$d, no padding (Krizhevsky et al., 2012):

                  W₂ = %6$s
                  conv2d gives %7$s, that is %8$d×%8$d×%9$d in the lecture's order

                These are %8$d·%8$d·%9$d = %10$,d neurons, each with %4$d·%4$d·%2$d = %11$d weights and a bias.
                If each had its own: %10$,d · (%11$d + 1) = %12$,d parameters, in the first layer alone.
                The filters are shared by all positions: %9$d · (%11$d + 1) = %13$,d parameters.
                """, SIDE, CHANNELS, FILTERS, FILTER, STRIDE, new Window(SIDE, FILTER, STRIDE, 0).derivation(),
                output.shape(), output.size(-1), output.size(1), neurons, weightsOfOne, neurons * (weightsOfOne + 1),
                weights.size(0) * (weightsOfOne + 1));
    }
}

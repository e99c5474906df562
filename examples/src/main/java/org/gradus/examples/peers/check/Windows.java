package org.gradus.examples.peers.check;

import org.gradus.core.Pool2dOptions;
import org.gradus.core.Shape;
import org.gradus.core.op.MaxPool2dOp;

/** Pools. */
final class Windows {

    private Windows() {}

    static void addTo(Operations table) {
        table.add("maxPool2d", Windows::maxPool2d, c -> MaxPool2dOp.maxPool2d(c.x(),
                new Pool2dOptions(c.size2d("kernel"), c.size2d("stride"), c.size2d("padding"), c.size2d("dilation"),
                        c.flag("ceilMode"))));
    }

    private static void maxPool2d(Draw draw) {
        int[] kernel = bothAlike(draw, 1, 4);
        int[] stride = draw.chance(0.5) ? kernel : bothAlike(draw, 1, 4);
        int[] padding = {draw.between(0, kernel[0] / 2), draw.between(0, kernel[1] / 2)};
        int[] dilation = draw.chance(0.7) ? new int[]{1, 1} : bothAlike(draw, 1, 3);
        int[] image = image(draw, kernel, padding, dilation);
        Shape shape = Shape.of(draw.between(1, 3), draw.between(1, 9), image[0], image[1]);
        if (draw.chance(0.1)) {
            draw.constant(draw.numbers(shape, Domain.ANY.andWild())); // of several NaN, the gradient is the last one's there
        } else {
            draw.input(draw.numbers(shape, Domain.ANY));
        }
        draw.with("kernel", kernel).with("stride", stride).with("padding", padding).with("dilation", dilation)
                .with("ceilMode", draw.chance(0.4));
        draw.terms((long) kernel[0] * kernel[1]);
    }

    private static int[] bothAlike(Draw draw, int low, int high) {
        int height = draw.between(low, high);
        return new int[]{height, draw.chance(0.6) ? height : draw.between(low, high)};
    }

    /**
     * Height and width of an image that holds at least one window, and in which no window lies in the padding altogether:
     * Gradus refuses to take the largest of nothing, and PyTorch's gradient of it lands beside the image.
     */
    private static int[] image(Draw draw, int[] kernel, int[] padding, int[] dilation) {
        int[] image = new int[2];
        for (int d = 0; d < 2; d++) {
            int least = Math.max(dilation[d], dilation[d] * (kernel[d] - 1) + 1 - 2 * padding[d]);
            image[d] = least + draw.between(0, draw.chance(0.1) ? 20 : 7);
        }
        return image;
    }
}

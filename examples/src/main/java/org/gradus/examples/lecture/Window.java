package org.gradus.examples.lecture;

import static org.gradus.core.op.ConvOp.conv2d;
import static org.gradus.core.op.MaxPool2dOp.maxPool2d;

import org.gradus.core.ConvOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;

/**
 * A window that slides over a side of an image: the lecture's four numbers.
 *
 * @param width W, pixels of the image's side
 * @param filter F, pixels of the filter's or pool's side
 * @param stride S, pixels from one position to the next
 * @param padding P, zeros added at either end
 */
record Window(int width, int filter, int stride, int padding) {

    /** W − F + 2P: how far the window can be moved. */
    int room() {
        return width - filter + 2 * padding;
    }

    /** Pixels at the end that are no whole stride any more. */
    int remainder() {
        return room() % stride;
    }

    /** W₂ = ⌊(W − F + 2P)/S⌋ + 1, how many positions the window has. */
    int positions() {
        return room() / stride + 1;
    }

    Window withPadding(int value) {
        return new Window(width, filter, stride, value);
    }

    /** The formula with the numbers put in, {@code (28 − 3 + 2·0)/1 + 1 = 26}. */
    String derivation() {
        String formula = String.format("(%d − %d + 2·%d)/%d + 1", width, filter, padding, stride);
        return remainder() == 0
                ? formula + " = " + positions()
                : String.format("⌊%d/%d⌋ + 1 = ⌊%.2f⌋ + 1 = %d", room(), stride, (double) room() / stride,
                        positions());
    }

    /** How wide the output is when {@code conv2d} runs. */
    int convolved() {
        return conv2d(image(), Tensor.ones(1, 1, filter, filter),
                ConvOptions.DEFAULT.withStride(stride).withPadding(padding)).size(-1);
    }

    /** How wide the output is when {@code maxPool2d} runs. */
    int pooled() {
        return maxPool2d(image(), MaxPoolOptions.kernel(filter).withStride(stride).withPadding(padding)).size(-1);
    }

    private Tensor image() {
        return Tensor.zeros(1, 1, width, width);
    }
}

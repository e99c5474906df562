package org.gradus.examples.lecture;

import static org.gradus.core.op.ConvOp.conv1d;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.core.ConvOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.Padding;

/** A convolution of five numbers with three weights, product by product. */
final class OneDimension {

    private static final float[] X = {1, 2, -1, 1, -3};
    private static final float[] W = {1, 0, -1};

    private OneDimension() {}

    /** The convolution of the numbers, as a vector. */
    static float[] convolve(int stride, int padding) {
        return conv1d(Tensor.of(X, 1, 1, X.length), Tensor.of(W, 1, 1, W.length),
                ConvOptions.DEFAULT.withStride(stride).withPadding(padding)).toFloatArray();
    }

    static void print(Page page) {
        page.say("""
                An output is the sum of the products of the weights and the numbers under them; then the weights move
                on by the stride. In one dimension that is conv1d.

                  x = %s    w = %s
                """, list(X), list(W));
        walk(page, 1, 0);
        walk(page, 1, 1);
        walk(page, 2, 1);
        page.paragraph("""
                With padding 1 and stride 1 a filter of 3 keeps the length: in general P = (F − 1)/2 does. Stride 2
                computes every second of these outputs only.
                """);
    }

    private static void walk(Page page, int stride, int padding) {
        float[] padded = Padding.pad(Tensor.of(X), 0, padding, padding).toFloatArray();
        float[] y = convolve(stride, padding);
        page.paragraph("Stride %d, padding %d: %s outputs", stride, padding,
                new Window(X.length, W.length, stride, padding).derivation());
        if (padding > 0) {
            page.say("  with the zeros: %s", list(padded));
        }
        for (int i = 0; i < y.length; i++) {
            page.say("  y[%d] = %s = %s", i, products(padded, i * stride), number(y[i]));
        }
        page.say("  y = %s", list(y));
    }

    /** {@code 1·1 + 2·0 + (−1)·(−1)}, the sum that begins at a place of x. */
    static String products(float[] x, int start) {
        return IntStream.range(0, W.length).mapToObj(j -> factor(x[start + j]) + "·" + factor(W[j]))
                .collect(Collectors.joining(" + "));
    }

    private static String factor(float value) {
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }

    private static String list(float[] values) {
        return Arrays.stream(box(values)).map(OneDimension::number).collect(Collectors.joining(", ", "[", "]"));
    }

    private static Float[] box(float[] values) {
        Float[] boxed = new Float[values.length];
        Arrays.setAll(boxed, i -> values[i]);
        return boxed;
    }

    private static String number(float value) {
        return String.format("%.0f", value + 0f).replace('-', '−');
    }
}

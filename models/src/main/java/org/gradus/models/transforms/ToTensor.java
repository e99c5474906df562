package org.gradus.models.transforms;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Bytes to numbers: y[n,c,i,j] = x[n,i,j,c]/255, FLOAT32 [N,C,H,W] in [0, 1]. */
public record ToTensor() implements Transform<Images> {

    private static final float[] QUOTIENTS = quotients();

    /** Of every byte; a product with 1/255 would be rounded differently. */
    private static float[] quotients() {
        float[] quotients = new float[256];
        for (int value = 0; value < 256; value++) {
            quotients[value] = value / 255f;
        }
        return quotients;
    }

    @Override
    public Tensor apply(Images images) {
        byte[] bytes = images.values();
        float[] numbers = new float[bytes.length];
        int channels = images.channels();
        int pixels = images.height() * images.width();
        int out = 0;
        for (int n = 0; n < images.size(); n++) {
            for (int c = 0; c < channels; c++) {
                int in = n * pixels * channels + c;
                for (int i = 0; i < pixels; i++) {
                    numbers[out++] = QUOTIENTS[bytes[in + i * channels] & 0xff];
                }
            }
        }
        return Tensor.wrap(numbers, Shape.of(images.size(), channels, images.height(), images.width()));
    }

    @Override
    public String toString() {
        return "ToTensor()";
    }
}

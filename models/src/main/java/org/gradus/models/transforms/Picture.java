package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** One picture [C,H,W] as an array, for transforms that go from pixel to pixel. */
record Picture(float[] values, int channels, int height, int width) {

    /** The values of a picture, of which {@code transform} asks that it be FLOAT32 [C,H,W]. */
    static Picture of(String transform, Tensor picture) {
        check(transform, picture);
        return new Picture(picture.toFloatArray(), picture.size(0), picture.size(1), picture.size(2));
    }

    /** Checks that it is [C,H,W] of float32. */
    static void check(String transform, Tensor picture) {
        checkArgument(picture.shape().rank() == 3 && picture.dtype() == DType.FLOAT32,
                "[%s] a picture must be float32 [C,H,W], but is %s; apply ToTensor first", transform, picture.type());
    }

    /** A black one of this size. */
    static Picture black(int channels, int height, int width) {
        return new Picture(new float[channels * height * width], channels, height, width);
    }

    /** Where a row begins. */
    int row(int channel, int row) {
        return (channel * height + row) * width;
    }

    /** The picture as a tensor on this very array. */
    Tensor toTensor() {
        return Tensor.wrap(values, Shape.of(channels, height, width));
    }
}

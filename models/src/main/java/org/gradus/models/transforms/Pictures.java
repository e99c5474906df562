package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;

/** What transforms of tensors ask of pictures. */
final class Pictures {

    private Pictures() {}

    /** Checks that they are [N,C,H,W] of floating-point numbers. */
    static void check(String transform, Tensor images) {
        checkArgument(images.shape().rank() == 4 && images.dtype().isFloatingPoint(),
                "[%s] pictures must be floating-point [N,C,H,W], but are %s; apply ToTensor first", transform,
                images.type());
    }
}

package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Checks that a model gets pictures of the size it was made for. */
final class Pictures {

    private Pictures() {}

    /** A batch is [N,C,H,W] with channels, height and width as given. */
    static void check(String model, Tensor x, Shape picture) {
        boolean fits = x.shape().rank() == 4 && x.shape().numel(1, 4) == picture.numel()
                && x.size(1) == picture.size(0) && x.size(2) == picture.size(1);
        checkArgument(fits,
                "[%s] the input must be [N,%s,%s,%s], but is %s; scale or crop the pictures, or build the model for their size",
                model, picture.size(0), picture.size(1), picture.size(2), x.type());
    }
}

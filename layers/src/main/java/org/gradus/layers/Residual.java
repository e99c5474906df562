package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = x + body(x), or y = shortcut(x) + body(x) where the body makes another shape of x, as a convolution with a stride does.
 *
 * <p>
 * Source: K. He et al., <i>Deep residual learning for image recognition</i>, CVPR 2016, equations (1) and (2).
 */
public final class Residual extends Layer {

    private final Layer body;
    private final @Nullable Layer shortcut;

    /** x goes past the body as it is. */
    public Residual(Layer body) {
        this.body = child("body", body);
        shortcut = null;
    }

    /** x goes past the body through a shortcut, such as a 1×1 convolution. */
    public Residual(Layer body, Layer shortcut) {
        this.body = child("body", body);
        this.shortcut = child("shortcut", shortcut);
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor y = body.forward(x);
        Tensor past = shortcut == null ? x : shortcut.forward(x);
        checkArgument(y.shape().equals(past.shape()),
                "[Residual] the body makes %s of %s, but %s goes past it; give a shortcut that makes the same shape as the body",
                y.shape(), x.shape(), past.shape());
        return past.add(y);
    }
}

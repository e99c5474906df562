package org.gradus.layers;

import org.gradus.core.LocalResponseNormOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.LocalResponse;

/** y = x [N,C,…], each channel divided by what its neighbours amount to, as {@link LocalResponse#localResponseNorm}. */
public final class LocalResponseNorm extends Layer {

    private final LocalResponseNormOptions options;

    /** So many channels with α = 10⁻⁴, β = 0.75 and k = 1. @throws IllegalArgumentException if they are below 1 */
    public LocalResponseNorm(int size) {
        this(LocalResponseNormOptions.size(size));
    }

    /** Normalised as the options say. */
    public LocalResponseNorm(LocalResponseNormOptions options) {
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return LocalResponse.localResponseNorm(x, options);
    }

    @Override
    protected String extraRepr() {
        return "%s, alpha=%s, beta=%s, k=%s".formatted(options.size(), Repr.of(options.alpha()),
                Repr.of(options.beta()), Repr.of(options.k()));
    }
}

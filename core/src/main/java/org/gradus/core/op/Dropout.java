package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/** Dropout, a product with a random mask (Srivastava et al., 2014). */
public final class Dropout {

    private Dropout() {}

    /**
     * y = x·m/(1 − p) where each m is 0 with probability p and 1 otherwise, so that y's expectation is x; the masks are
     * PyTorch's for the generator's seed.
     *
     * @throws IllegalArgumentException if p is not in [0, 1]
     */
    public static Tensor dropout(Tensor x, double p, Rng rng) {
        checkArgument(p >= 0 && p <= 1, "[dropout] the probability of dropping must be in [0, 1], but is %s", p);
        if (p == 0) {
            return x;
        }
        if (p == 1) {
            return x.mul(0);
        }
        return x.mul(mask(x, p, rng));
    }

    private static Tensor mask(Tensor x, double p, Rng rng) {
        boolean[] kept = new boolean[x.numel()];
        rng.bernoulli(kept, 1 - p);
        return Tensor.wrap(kept, x.shape()).to(x.dtype()).div(1 - p);
    }
}

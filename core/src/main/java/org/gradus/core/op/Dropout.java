package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/**
 * Dropout, a product with a random mask: of elements (Srivastava et al., 2014), of whole channels (Tompson et al., 2015), and
 * of either in a way that keeps mean and variance (Klambauer et al., 2017).
 *
 * <p>
 * What is dropped is what PyTorch drops on a CPU for the generator's seed. Where p is 0 the result is x itself, where p is 1 it is
 * zeros, and in both cases nothing is drawn.
 */
public final class Dropout {

    /** −α', where α' = −λα is what the activation SELU tends to for x → −∞. */
    private static final double SATURATION = 1.7580993408473766;

    private Dropout() {}

    /**
     * y = x·m/(1 − p) where each m is 0 with probability p and 1 otherwise, so that y's expectation is x.
     *
     * @throws IllegalArgumentException if p is not in [0, 1], or x not of floating-point numbers
     */
    public static Tensor dropout(Tensor x, double p, Rng rng) {
        return new Drop("dropout", x.shape(), false).from(x, p, rng);
    }

    /**
     * {@link #dropout} with one m for each channel, shared by its elements; x [N,C,L], or [C,L] without a batch.
     *
     * @throws IllegalArgumentException if p is not in [0, 1], or x has another shape or type
     */
    public static Tensor dropout1d(Tensor x, double p, Rng rng) {
        checkRank("dropout1d", x, 3, "[N,C,L], or [C,L] without a batch");
        return new Drop("dropout1d", channels(x, x.shape().rank() - 1), false).from(x, p, rng);
    }

    /**
     * {@link #dropout} with one m for each channel, shared by its elements; x [N,C,H,W]. Three dimensions are [N,C,L], as in
     * PyTorch: an image without a batch must be unsqueezed.
     *
     * @throws IllegalArgumentException if p is not in [0, 1], or x has another shape or type
     */
    public static Tensor dropout2d(Tensor x, double p, Rng rng) {
        checkRank("dropout2d", x, 4, "[N,C,H,W] or [N,C,L]");
        return new Drop("dropout2d", channels(x, 2), false).from(x, p, rng);
    }

    /**
     * {@link #dropout} with one m for each channel, shared by its elements; x [N,C,D,H,W], or [C,D,H,W] without a batch.
     *
     * @throws IllegalArgumentException if p is not in [0, 1], or x has another shape or type
     */
    public static Tensor dropout3d(Tensor x, double p, Rng rng) {
        checkRank("dropout3d", x, 5, "[N,C,D,H,W], or [C,D,H,W] without a batch");
        return new Drop("dropout3d", channels(x, x.shape().rank() - 3), false).from(x, p, rng);
    }

    /**
     * y = a·(x·m + α'·(1 − m)) + b where each m is 0 with probability p and 1 otherwise; α' = −1.7581, which SELU tends to,
     * a = ((1 − p)(1 + p·α'²))^(−1/2) and b = −a·p·α', so that x of mean 0 and variance 1 gives y of mean 0 and variance 1.
     *
     * <p>
     * Source: G. Klambauer et al., <i>Self-normalizing neural networks</i>, NeurIPS 2017.
     *
     * @throws IllegalArgumentException if p is not in [0, 1], or x not of floating-point numbers
     */
    public static Tensor alphaDropout(Tensor x, double p, Rng rng) {
        return new Drop("alphaDropout", x.shape(), true).from(x, p, rng);
    }

    /**
     * {@link #alphaDropout} with one m for each channel, shared by its elements; x [N,C,*].
     *
     * @throws IllegalArgumentException if p is not in [0, 1], or x has another shape or type
     */
    public static Tensor featureAlphaDropout(Tensor x, double p, Rng rng) {
        checkArgument(x.shape().rank() >= 2, "[featureAlphaDropout] needs [N,C,*], but came %s; unsqueeze it",
                x.shape());
        return new Drop("featureAlphaDropout", channels(x, 2), true).from(x, p, rng);
    }

    /** The rank is this, or one less. */
    private static void checkRank(String op, Tensor x, int rank, String shapes) {
        checkArgument(x.shape().rank() == rank || x.shape().rank() == rank - 1,
                "[%s] needs %s, but came %s; reshape it", op, shapes, x.shape());
    }

    /** The shape of x with size 1 from a dimension on: one number for each channel. */
    private static Shape channels(Tensor x, int from) {
        int[] sizes = x.shape().toArray();
        Arrays.fill(sizes, from, sizes.length, 1);
        return Shape.of(sizes);
    }

    /**
     * A way of dropping.
     *
     * @param op what messages call it
     * @param masks the shape of the mask, which broadcasts to x
     * @param standardized whether what is dropped becomes α' and mean and variance are kept, not just the mean
     */
    private record Drop(String op, Shape masks, boolean standardized) {

        Tensor from(Tensor x, double p, Rng rng) {
            Checks.floating(op, x);
            checkArgument(p >= 0 && p <= 1, "[%s] the probability of dropping must be in [0, 1], but is %s", op, p);
            if (p == 0) {
                return x;
            }
            if (p == 1) {
                return x.mul(0);
            }
            boolean[] drawn = new boolean[masks.numel()];
            rng.bernoulli(drawn, 1 - p);
            Tensor kept = Tensor.wrap(drawn, masks).to(x.dtype());
            return standardized ? standardized(x, kept, p) : x.mul(kept.div(1 - p));
        }

        /** In PyTorch's order of roundings: x·(m·a) + ((m − 1)·(−α'·a) − p·α'·a). */
        private static Tensor standardized(Tensor x, Tensor kept, double p) {
            double a = 1 / Math.sqrt((SATURATION * SATURATION * p + 1) * (1 - p));
            Tensor shift = kept.sub(1).mul(SATURATION * a).add(SATURATION * a * p);
            return x.mul(kept.mul(a)).add(shift);
        }
    }
}

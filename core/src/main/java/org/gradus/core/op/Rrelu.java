package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/**
 * The randomized leaky ReLU.
 *
 * <p>
 * Source: B. Xu et al., <i>Empirical evaluation of rectified activations in convolutional network</i>, 2015.
 */
public final class Rrelu {

    private Rrelu() {}

    /**
     * Where slopes are drawn from.
     *
     * @param lower the smallest slope
     * @param upper what all slopes are below
     */
    public record Slopes(double lower, double upper) {

        /** From 1/8 to 1/3. */
        public static final Slopes DEFAULT = new Slopes(1.0 / 8, 1.0 / 3);

        /** Checks the order. @throws IllegalArgumentException if {@code lower} is above {@code upper} */
        public Slopes {
            checkArgument(lower <= upper, "[rrelu] lower must not be above upper, but they are %s and %s", lower,
                    upper);
        }

        /** The middle, which takes the place of random slopes in evaluation. */
        public double mean() {
            return (lower + upper) / 2;
        }
    }

    /**
     * y = x where x &gt; 0, else r·x with a slope r drawn for each such element, as PyTorch draws it for the generator's
     * seed; ∂y/∂x = 1 where x &gt; 0, else r, also at the kink x = 0.
     */
    public static Tensor rrelu(Tensor x, Slopes slopes, Rng rng) {
        Checks.floating("rrelu", x);
        boolean[] falling = x.le(0).toBooleanArray();
        double[] drawn = new double[count(falling)];
        boolean single = x.dtype() == DType.FLOAT32; // PyTorch draws in float64, but between bounds of x's type
        rng.uniform(drawn, single ? (float) slopes.lower() : slopes.lower(),
                single ? (float) slopes.upper() : slopes.upper());
        double[] factors = new double[falling.length];
        for (int i = 0, next = 0; i < factors.length; i++) {
            factors[i] = falling[i] ? drawn[next++] : 1;
        }
        return x.mul(Tensor.wrap(factors, x.shape()).to(x.dtype()));
    }

    private static int count(boolean[] values) {
        int count = 0;
        for (boolean value : values) {
            count += value ? 1 : 0;
        }
        return count;
    }
}

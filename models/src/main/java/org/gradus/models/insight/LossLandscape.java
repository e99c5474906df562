package org.gradus.models.insight;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.gradus.core.Parameter;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Module;

/**
 * The loss on a plane through a model's weights θ: f(α, β) = loss(θ + α·δ + β·η) along two random directions.
 *
 * <p>
 * Each filter of a direction, a slice along the first dimension of a weight, has the length of the filter in the model:
 * δᵢ ← δᵢ/‖δᵢ‖·‖θᵢ‖. So a step of 1 is as large as the weights themselves, whatever their scale, and landscapes of different
 * models can be compared. Biases and the parameters of normalisations, of one dimension or none, stay where they are.
 *
 * <p>
 * Source: H. Li et al., <i>Visualizing the loss landscape of neural nets</i>, NeurIPS 2018, section 4.
 *
 * @param steps the values that α and β take, from −radius to radius
 * @param losses of β = steps[i], the loss at every α = steps[j]; infinite or NaN where it is
 */
public record LossLandscape(ImmutableDoubleArray steps, ImmutableList<ImmutableDoubleArray> losses) {

    /**
     * What is looked at.
     *
     * @param radius the largest step, in lengths of the weights
     * @param points along each direction, odd, so that one of them is the model itself
     * @param rng draws the directions
     */
    public record Options(double radius, int points, Rng rng) {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            checkArgument(radius > 0 && Double.isFinite(radius),
                    "[lossLandscape] the radius must be positive, but is %s", radius);
            checkArgument(points >= 3 && points % 2 == 1,
                    "[lossLandscape] points must be odd and at least 3, so that the model is in the middle, but is %s",
                    points);
        }

        /** These options with another largest step. */
        public Options withRadius(double value) {
            return new Options(value, points, rng);
        }

        /** These options with more points or fewer. */
        public Options withPoints(int value) {
            return new Options(radius, value, rng);
        }
    }

    /** 21 × 21 points up to a radius of 1. */
    public static Options options(Rng rng) {
        return new Options(1, 21, rng);
    }

    /**
     * Asks for the loss at every point. Afterwards all parameters have the bits that they had; buffers are not moved.
     *
     * @param model whose parameters are moved, with one at least of two dimensions or more
     * @param loss computes it from the model as it stands, without recording; for the directions to mean the same
     *        everywhere it should be the same data each time, and the model in evaluation mode
     * @throws IllegalArgumentException if the model has no such parameter
     */
    public static LossLandscape of(Module model, DoubleSupplier loss, Options options) {
        ImmutableMap<Parameter, Tensor> weights = weights(model);
        checkArgument(!weights.isEmpty(),
                "[lossLandscape] %s has no weights of two or more dimensions that could be moved", model.typeName());
        ImmutableList<Tensor> across = direction(weights, options.rng());
        ImmutableList<Tensor> up = direction(weights, options.rng());
        ImmutableDoubleArray steps = steps(options);
        try {
            List<ImmutableDoubleArray> rows = new ArrayList<>();
            for (double beta : steps.asList()) {
                rows.add(ImmutableDoubleArray.copyOf(steps.stream().map(alpha -> {
                    move(weights, across, alpha, up, beta);
                    return Tape.noGrad(loss::getAsDouble);
                })));
            }
            return new LossLandscape(steps, ImmutableList.copyOf(rows));
        } finally {
            weights.forEach(Parameter::set);
        }
    }

    /** The loss of the model itself. */
    public double centre() {
        int middle = steps.length() / 2;
        return losses.get(middle).get(middle);
    }

    private static ImmutableMap<Parameter, Tensor> weights(Module model) {
        ImmutableMap.Builder<Parameter, Tensor> weights = ImmutableMap.builder();
        model.parameters().stream().filter(parameter -> parameter.shape().rank() >= 2)
                .forEach(parameter -> weights.put(parameter, parameter.detach()));
        return weights.buildOrThrow();
    }

    private static ImmutableList<Tensor> direction(ImmutableMap<Parameter, Tensor> weights, Rng rng) {
        return Tape.noGrad(() -> weights.values().stream().map(weight -> {
            int filters = weight.size(0);
            Tensor flat = weight.reshape(filters, -1);
            Tensor random = Tensor.randn(rng, filters, flat.size(1)).to(weight.dtype());
            Tensor scale = norms(flat).div(norms(random).clamp(Float.MIN_NORMAL, Double.POSITIVE_INFINITY));
            return random.mul(scale).reshape(weight.shape().toArray());
        }).collect(ImmutableList.toImmutableList()));
    }

    private static Tensor norms(Tensor rows) {
        return rows.square().sum(true, 1).sqrt();
    }

    /** The middle is 0 exactly. */
    private static ImmutableDoubleArray steps(Options options) {
        int half = options.points() / 2;
        ImmutableDoubleArray.Builder steps = ImmutableDoubleArray.builder();
        for (int i = -half; i <= half; i++) {
            steps.add(options.radius() * i / half);
        }
        return steps.build();
    }

    private static void move(ImmutableMap<Parameter, Tensor> weights, List<Tensor> across, double alpha,
            List<Tensor> up, double beta) {
        Tape.noGrad(() -> {
            int i = 0;
            for (var entry : weights.entrySet()) {
                entry.getKey().set(entry.getValue().add(across.get(i).mul(alpha)).add(up.get(i).mul(beta)));
                i++;
            }
        });
    }
}

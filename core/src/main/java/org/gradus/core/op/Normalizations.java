package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.DType;
import org.gradus.core.NormOptions;
import org.gradus.core.NormalizationOptions;
import org.gradus.core.Op;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.op.Normalizer.Source;
import org.jspecify.annotations.Nullable;

/**
 * Numbers brought to mean 0 and variance 1 group by group, y = (x − m)/√(v + eps)·weight + bias with the mean m and the
 * variance v, without Bessel's correction, of each group; and vectors brought to length 1.
 */
public final class Normalizations {

    /** PyTorch's smallest norm that {@link #normalize(Tensor)} divides by. */
    public static final double NORMALIZE_EPS = 1e-12;

    private Normalizations() {}

    /**
     * Each channel normalised over a batch; x [N,C,…], weight [C], bias [C].
     *
     * <p>
     * Source: S. Ioffe and C. Szegedy, <i>Batch normalization: accelerating deep network training by reducing internal
     * covariate shift</i>, ICML 2015.
     *
     * @throws IllegalArgumentException if a channel is a single number, or weight or bias is not [C]
     */
    public static Tensor batchNorm(Tensor x, NormalizationOptions options) {
        return batchNormInTraining(x, options).output();
    }

    /** As {@link #batchNorm(Tensor, NormalizationOptions)}, with the batch's statistics. */
    public static Normalized batchNormInTraining(Tensor x, NormalizationOptions options) {
        Tensor channels = channels("batchNorm", x, options);
        checkArgument(channels.size(0) * channels.size(2) != 1,
                "[batchNorm] expected more than 1 value per channel when training, but the input is %s; train on larger batches, or switch to eval()",
                x.shape());
        Normalizer normalizer = Normalizer.measure(channels, Source.MOMENTS, options.eps());
        Tensor y = apply(new NormalizeOp(normalizer), channels, options.weight(), options.bias());
        return new Normalized(ReshapeOp.reshape(y, x.shape()), normalizer.statistics(x.dtype()));
    }

    /**
     * Each channel normalised with given statistics, such as running ones in evaluation, which are taken as constants; x
     * [N,C,…], mean [C], variance [C], weight [C], bias [C].
     *
     * @throws IllegalArgumentException if the statistics, weight or bias are not [C]
     */
    public static Tensor batchNorm(Tensor x, VarMean statistics, NormalizationOptions options) {
        Tensor channels = channels("batchNorm", x, options);
        checkShape("batchNorm", "mean", statistics.mean(), x, Shape.of(x.size(1)));
        checkShape("batchNorm", "variance", statistics.var(), x, Shape.of(x.size(1)));
        Normalizer normalizer = Normalizer.given(channels.shape(), statistics, options.eps());
        return ReshapeOp.reshape(apply(new NormalizeOp(normalizer), channels, options.weight(), options.bias()),
                x.shape());
    }

    /** With eps = 1e-5; otherwise as {@link #instanceNorm(Tensor, NormalizationOptions)}. */
    public static Tensor instanceNorm(Tensor x) {
        return instanceNorm(x, NormalizationOptions.DEFAULT);
    }

    /**
     * Each channel of each instance normalised over its pixels; x [N,C,…], weight [C], bias [C].
     *
     * <p>
     * Source: D. Ulyanov, A. Vedaldi and V. Lempitsky, <i>Instance normalization: the missing ingredient for fast
     * stylization</i>, 2016.
     *
     * @throws IllegalArgumentException if a channel is a single pixel, or weight or bias is not [C]
     */
    public static Tensor instanceNorm(Tensor x, NormalizationOptions options) {
        return instanceNormInTraining(x, options).output();
    }

    /** As {@link #instanceNorm(Tensor, NormalizationOptions)}, with the means of the instances' statistics. */
    public static Normalized instanceNormInTraining(Tensor x, NormalizationOptions options) {
        Tensor channels = channels("instanceNorm", x, options);
        int batch = channels.size(0);
        int pixels = channels.size(2);
        checkArgument(pixels != 1,
                "[instanceNorm] expected more than 1 spatial element when training, but the input is %s; use batchNorm",
                x.shape());
        Tensor instances = channels.reshape(1, batch * x.size(1), pixels);
        Normalizer normalizer = Normalizer.measure(instances, Source.MOMENTS, options.eps());
        Tensor y = apply(new NormalizeOp(normalizer), instances, repeated(options.weight(), batch),
                repeated(options.bias(), batch));
        VarMean all = normalizer.statistics(x.dtype());
        return new Normalized(ReshapeOp.reshape(y, x.shape()), new VarMean(all.var().reshape(batch, x.size(1)).mean(0),
                all.mean().reshape(batch, x.size(1)).mean(0)));
    }

    private static @Nullable Tensor repeated(@Nullable Tensor perChannel, int times) {
        return perChannel == null ? null : Repetition.repeat(perChannel, times);
    }

    /** With eps = 1e-5; otherwise as {@link #layerNorm(Tensor, Shape, NormalizationOptions)}. */
    public static Tensor layerNorm(Tensor x, Shape normalizedShape) {
        return layerNorm(x, normalizedShape, NormalizationOptions.DEFAULT);
    }

    /**
     * The last dimensions normalised, for each index of the others; x [*,normalizedShape], weight and bias of the
     * normalised shape.
     *
     * <p>
     * Source: J. Ba, J. Kiros and G. Hinton, <i>Layer normalization</i>, 2016.
     *
     * @param normalizedShape the sizes of the dimensions that are normalised together
     * @throws IllegalArgumentException if x does not end with that shape, or weight or bias is not of it
     */
    public static Tensor layerNorm(Tensor x, Shape normalizedShape, NormalizationOptions options) {
        return lastDimensions("layerNorm", x, normalizedShape, Source.MOMENTS, options);
    }

    /** With the ε of x's type for eps, 2⁻²³ or 2⁻⁵²; otherwise as {@link #rmsNorm(Tensor, Shape, NormalizationOptions)}. */
    public static Tensor rmsNorm(Tensor x, Shape normalizedShape) {
        return rmsNorm(x, normalizedShape, NormalizationOptions.DEFAULT.withEps(epsilon(x.dtype())));
    }

    /** The ε of a floating-point type, the distance from 1 to the next number: what PyTorch adds in rms_norm by default. */
    public static double epsilon(DType dtype) {
        return dtype == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1.0f);
    }

    /**
     * y = x/√(q + eps)·weight + bias with the mean square q of the last dimensions, for each index of the others; x
     * [*,normalizedShape], weight and bias of the normalised shape.
     *
     * <p>
     * Source: B. Zhang and R. Sennrich, <i>Root mean square layer normalization</i>, NeurIPS 2019.
     *
     * @param normalizedShape the sizes of the dimensions that are normalised together
     * @throws IllegalArgumentException if x does not end with that shape, or weight or bias is not of it
     */
    public static Tensor rmsNorm(Tensor x, Shape normalizedShape, NormalizationOptions options) {
        return lastDimensions("rmsNorm", x, normalizedShape, Source.MEAN_SQUARE, options);
    }

    private static Tensor lastDimensions(String op, Tensor x, Shape last, Source source, NormalizationOptions options) {
        Checks.floating(op, x);
        int[] sizes = x.shape().toArray();
        int others = sizes.length - last.rank();
        checkArgument(last.rank() > 0 && others >= 0
                && Arrays.equals(Arrays.copyOfRange(sizes, others, sizes.length), last.toArray()),
                "[%s] the input must be [*,normalizedShape] with a normalized shape of %s, but is %s; normalise other dimensions",
                op, last, x.shape());
        checkShape(op, "weight", options.weight(), x, last);
        checkShape(op, "bias", options.bias(), x, last);
        return rows(x, x.shape().numel(0, others), 1, source, options);
    }

    /** With eps = 1e-5; otherwise as {@link #groupNorm(Tensor, int, NormalizationOptions)}. */
    public static Tensor groupNorm(Tensor x, int groups) {
        return groupNorm(x, groups, NormalizationOptions.DEFAULT);
    }

    /**
     * Each instance's channels normalised in groups of neighbours; x [N,C,…], weight [C], bias [C].
     *
     * <p>
     * Source: Y. Wu and K. He, <i>Group normalization</i>, ECCV 2018.
     *
     * @throws IllegalArgumentException if the channels do not divide into so many groups, all there is to normalise is a
     *         single number a group, or weight or bias is not [C]
     */
    public static Tensor groupNorm(Tensor x, int groups, NormalizationOptions options) {
        channels("groupNorm", x, options);
        checkArgument(groups > 0 && x.size(1) % groups == 0,
                "[groupNorm] the channels of input %s do not divide into %s groups; use a divisor of %s", x.shape(),
                groups, x.size(1));
        checkArgument(x.numel() != groups,
                "[groupNorm] expected more than 1 value per group, but the input is %s and there are %s groups; use fewer",
                x.shape(), groups);
        return rows(x, x.size(0) * groups, x.shape().numel(2, x.shape().rank()), Source.MOMENTS, options);
    }

    /** So many rows normalised each by itself, with a weight and a bias for every run of so many neighbours. */
    private static Tensor rows(Tensor x, int rows, int pixels, Source source, NormalizationOptions options) {
        Tensor grouped = x.reshape(1, rows, x.numel() / Math.max(1, rows));
        Normalizer normalizer = Normalizer.measure(grouped, source, options.eps());
        Tensor weight = flat(options.weight());
        Tensor bias = flat(options.bias());
        Op op = weight == null && bias == null ? new NormalizeOp(normalizer) : new NormalizeRowsOp(normalizer, pixels);
        return ReshapeOp.reshape(apply(op, grouped, weight, bias), x.shape());
    }

    /** y = x/max(‖x‖, 1e-12) with Euclid's norm along dimension 1. */
    public static Tensor normalize(Tensor x) {
        return normalize(x, 2, 1);
    }

    /** y = x/max(‖x‖ₚ, 1e-12) along a dimension, which may count from the end. */
    public static Tensor normalize(Tensor x, double p, int dim) {
        return normalize(x, NormOptions.over(dim).withP(p), NORMALIZE_EPS);
    }

    /**
     * y = x/max(‖x‖, eps).
     *
     * @param norm which norm, over which dimensions
     */
    public static Tensor normalize(Tensor x, NormOptions norm, double eps) {
        return x.div(ClampOp.clampMin(NormOp.norm(x, norm.withKeepDim(true)), eps));
    }

    /** x seen as [N,C,pixels], when weight and bias are found to be [C]. */
    private static Tensor channels(String op, Tensor x, NormalizationOptions options) {
        Checks.floating(op, x);
        checkArgument(x.shape().rank() >= 2, "[%s] the input must be [N,C] or [N,C,…], but is %s; unsqueeze it", op,
                x.shape());
        Shape perChannel = Shape.of(x.size(1));
        checkShape(op, "weight", options.weight(), x, perChannel);
        checkShape(op, "bias", options.bias(), x, perChannel);
        return x.reshape(x.size(0), x.size(1), x.shape().numel(2, x.shape().rank()));
    }

    private static void checkShape(String op, String what, @Nullable Tensor tensor, Tensor x, Shape expected) {
        checkArgument(tensor == null || tensor.shape().equals(expected),
                "[%s] the %s must be %s for input %s, but is %s; reshape it", op, what, expected, x.shape(),
                tensor == null ? null : tensor.shape());
    }

    /** An op of x, a weight and a bias, of which a missing weight is 1. */
    private static Tensor apply(Op op, Tensor x, @Nullable Tensor weight, @Nullable Tensor bias) {
        if (bias != null) {
            return op.apply(x, weight == null ? Tensor.full(bias.shape(), 1, bias.dtype()) : weight, bias);
        }
        return weight == null ? op.apply(x) : op.apply(x, weight);
    }

    private static @Nullable Tensor flat(@Nullable Tensor tensor) {
        return tensor == null ? null : tensor.flatten(0);
    }
}

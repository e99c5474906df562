package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.NormalizationOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.op.Normalized;
import org.jspecify.annotations.Nullable;

/**
 * What batch and instance normalisation have in common: a weight and a bias for each channel, and running statistics that
 * take the place of the input's own in evaluation.
 */
public abstract sealed class ChannelNorm extends Norm permits BatchNorm, InstanceNorm {

    /**
     * What such a layer has beyond its number of channels.
     *
     * @param eps what is added to variances
     * @param momentum the share that each new batch has in the running statistics, or null for the plain average of all
     *        batches
     * @param affine whether channels are multiplied by a weight
     * @param bias whether, if they are, a bias is added then
     * @param trackRunningStats whether running statistics are kept; without them evaluation uses the input's own
     */
    public record Options(double eps, @Nullable Double momentum, boolean affine, boolean bias,
            boolean trackRunningStats) {

        /** Checks the numbers. @throws IllegalArgumentException if eps is negative or the momentum not in [0, 1] */
        public Options {
            checkEps(eps);
            checkArgument(momentum == null || momentum >= 0 && momentum <= 1,
                    "[norm] the momentum must be in [0, 1], or null for the average of all batches, but is %s",
                    momentum);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(value, momentum, affine, bias, trackRunningStats);
        }

        /** These options with another momentum, null for the plain average of all batches. */
        public Options withMomentum(@Nullable Double value) {
            return new Options(eps, value, affine, bias, trackRunningStats);
        }

        /** These options with a weight, or without. */
        public Options withAffine(boolean value) {
            return new Options(eps, momentum, value, bias, trackRunningStats);
        }

        /** These options with a bias, or without. */
        public Options withBias(boolean value) {
            return new Options(eps, momentum, affine, value, trackRunningStats);
        }

        /** These options with running statistics, or without. */
        public Options withTrackRunningStats(boolean value) {
            return new Options(eps, momentum, affine, bias, value);
        }
    }

    private final int numFeatures;
    private final Options options;
    private final @Nullable Running running;

    /** The running statistics, registered in PyTorch's order. */
    private final class Running {

        private final Buffer mean = buffer("running_mean", Tensor.zeros(numFeatures));
        private final Buffer var = buffer("running_var", Tensor.ones(numFeatures));
        private final Buffer batches = buffer("num_batches_tracked", Tensor.full(Shape.SCALAR, 0, DType.INT64));
    }

    ChannelNorm(int numFeatures, Options options) {
        super(Shape.of(numFeatures), options.affine(), options.bias());
        this.numFeatures = numFeatures;
        this.options = options;
        running = options.trackRunningStats() ? new Running() : null;
    }

    /** Makes the weight 1 and the bias 0, and forgets the running statistics. */
    @Override
    public final void resetParameters() {
        resetRunningStats();
        super.resetParameters();
    }

    /** Begins anew with running means of 0 and variances of 1, in which no batch has had a share. */
    public final void resetRunningStats() {
        if (running != null) {
            refill(running.mean, 0);
            refill(running.var, 1);
            refill(running.batches, 0);
        }
    }

    private static void refill(Buffer buffer, double value) {
        buffer.set(Tensor.full(buffer.get().shape(), value, buffer.get().dtype()));
    }

    /** The running statistics, [C] each, or null if none are kept. */
    public final @Nullable VarMean runningStats() {
        return running == null ? null : new VarMean(running.var.get(), running.mean.get());
    }

    /** How many batches have had a share in the running statistics; 0 if none are kept. */
    public final long numBatchesTracked() {
        return running == null ? 0 : (long) running.batches.get().item();
    }

    final NormalizationOptions normalization() {
        return normalization(options.eps());
    }

    /** The running statistics where they are to be used, or null where the input's own are. */
    final @Nullable VarMean given() {
        return isTraining() ? null : runningStats();
    }

    /** Gives a batch's statistics their share in the running ones, if any are kept and the batch is not empty. */
    final Tensor tracked(Normalized normalized, boolean counted) {
        if (running != null && isTraining() && normalized.output().numel() > 0) {
            long batches = numBatchesTracked() + 1;
            double share = options.momentum() == null ? 1.0 / batches : options.momentum();
            move(running.mean, normalized.statistics().mean(), share);
            move(running.var, normalized.statistics().var(), share);
            if (counted) {
                refill(running.batches, batches);
            }
        }
        return normalized.output();
    }

    private static void move(Buffer average, Tensor value, double share) {
        average.set(average.get().mul(1 - share).add(value.mul(share)));
    }

    /** The input has a shape that is expected, and this layer's number of channels. */
    final void check(Tensor x, boolean fits, String expected, int channelDim) {
        checkArgument(fits, "[%s] the input must be %s, but is %s; reshape it", typeName(), expected, x.shape());
        checkArgument(x.size(channelDim) == numFeatures,
                "[%s] input %s has %s channels, but the layer has %s; build it with %s(%s)", typeName(), x.shape(),
                x.size(channelDim), numFeatures, typeName(), x.size(channelDim));
    }

    @Override
    protected final String extraRepr() {
        return "%s, eps=%s, momentum=%s, %s, track_running_stats=%s".formatted(numFeatures, Repr.of(options.eps()),
                options.momentum() == null ? "None" : Repr.of(options.momentum()), affineRepr("affine"),
                Repr.of(running != null));
    }
}

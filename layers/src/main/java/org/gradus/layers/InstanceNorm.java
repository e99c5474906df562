package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.op.Normalizations;

/**
 * y = (x − m)/√(v + eps)·weight + bias with the mean m and the variance v of each channel of each instance; or, if running
 * statistics are kept, with those in evaluation.
 *
 * <p>
 * The mean over a batch of the instances' means and variances, these with Bessel's correction, is what has a share in the
 * running statistics. As in PyTorch, batches are not counted.
 *
 * <p>
 * Source: D. Ulyanov, A. Vedaldi and V. Lempitsky, <i>Instance normalization: the missing ingredient for fast
 * stylization</i>, 2016.
 */
public abstract sealed class InstanceNorm extends ChannelNorm permits InstanceNorm1d, InstanceNorm2d, InstanceNorm3d {

    private final SpatialDims dims;

    InstanceNorm(int numFeatures, Options options, SpatialDims dims) {
        super(numFeatures, options);
        checkArgument(options.momentum() != null,
                "[%s] has no average over all batches, which it does not count; give a momentum", typeName());
        this.dims = dims;
    }

    /** With eps = 1e-5 and a momentum of 0.1, but without weight, bias and running statistics. */
    public static Options options() {
        return new Options(1e-5, 0.1, false, true, false);
    }

    @Override
    protected final Tensor compute(Tensor x) {
        int rank = x.shape().rank();
        boolean batch = rank == 2 + dims.count();
        check(x, batch || rank == 1 + dims.count(), "[N,C,%s] or [C,%s]".formatted(dims.names(), dims.names()),
                batch ? 1 : 0);
        return batch ? ofBatch(x) : ofBatch(x.unsqueeze(0)).squeeze(0);
    }

    private Tensor ofBatch(Tensor x) {
        VarMean given = given();
        if (given != null) {
            return Normalizations.batchNorm(x, given, normalization());
        }
        return tracked(Normalizations.instanceNormInTraining(x, normalization()), false);
    }
}

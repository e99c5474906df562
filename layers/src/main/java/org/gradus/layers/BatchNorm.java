package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.op.Normalizations;

/**
 * y = (x − m)/√(v + eps)·weight + bias with a mean m and a variance v for each channel: in training those of the batch, in
 * evaluation running ones, in which each batch has had a share, its variance with Bessel's correction.
 *
 * <p>
 * An empty batch has no statistics, and no share. Running statistics are not recorded, and change in training alone.
 *
 * <p>
 * Source: S. Ioffe and C. Szegedy, <i>Batch normalization: accelerating deep network training by reducing internal
 * covariate shift</i>, ICML 2015.
 */
public abstract sealed class BatchNorm extends ChannelNorm permits BatchNorm1d, BatchNorm2d, BatchNorm3d {

    private final SpatialDims dims;

    BatchNorm(int numFeatures, Options options, SpatialDims dims) {
        super(numFeatures, options);
        this.dims = dims;
    }

    /** With eps = 1e-5, a momentum of 0.1, weight, bias and running statistics. */
    public static Options options() {
        return new Options(1e-5, 0.1, true, true, true);
    }

    @Override
    protected final Tensor compute(Tensor x) {
        int rank = x.shape().rank();
        boolean vectors = dims == SpatialDims.LENGTH;
        check(x, rank == 2 + dims.count() || vectors && rank == 2,
                (vectors ? "[N,C] or " : "") + "[N,C," + dims.names() + "]", 1);
        VarMean given = given();
        if (given != null) {
            return Normalizations.batchNorm(x, given, normalization());
        }
        return tracked(Normalizations.batchNormInTraining(x, normalization()), true);
    }
}

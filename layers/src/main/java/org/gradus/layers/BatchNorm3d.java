package org.gradus.layers;

/** Batch normalisation of volumes, [N,C,D,H,W]; see {@link BatchNorm}. */
public final class BatchNorm3d extends BatchNorm {

    /** So many channels with the usual options. @throws IllegalArgumentException if there are less than one */
    public BatchNorm3d(int numFeatures) {
        this(numFeatures, options());
    }

    /** So many channels. @throws IllegalArgumentException if there are less than one */
    public BatchNorm3d(int numFeatures, Options options) {
        super(numFeatures, options, SpatialDims.VOLUME);
    }
}

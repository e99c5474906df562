package org.gradus.layers;

/** Instance normalisation of volumes, [N,C,D,H,W] or [C,D,H,W]; see {@link InstanceNorm}. */
public final class InstanceNorm3d extends InstanceNorm {

    /** So many channels with the usual options. @throws IllegalArgumentException if there are less than one */
    public InstanceNorm3d(int numFeatures) {
        this(numFeatures, options());
    }

    /** So many channels. @throws IllegalArgumentException if there are less than one */
    public InstanceNorm3d(int numFeatures, Options options) {
        super(numFeatures, options, SpatialDims.VOLUME);
    }
}

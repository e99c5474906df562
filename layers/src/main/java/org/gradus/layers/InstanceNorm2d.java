package org.gradus.layers;

/** Instance normalisation of images, [N,C,H,W] or [C,H,W]; see {@link InstanceNorm}. */
public final class InstanceNorm2d extends InstanceNorm {

    /** So many channels with the usual options. @throws IllegalArgumentException if there are less than one */
    public InstanceNorm2d(int numFeatures) {
        this(numFeatures, options());
    }

    /** So many channels. @throws IllegalArgumentException if there are less than one */
    public InstanceNorm2d(int numFeatures, Options options) {
        super(numFeatures, options, SpatialDims.AREA);
    }
}

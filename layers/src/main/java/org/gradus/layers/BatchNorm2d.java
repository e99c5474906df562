package org.gradus.layers;

/** Batch normalisation of images, [N,C,H,W]; see {@link BatchNorm}. */
public final class BatchNorm2d extends BatchNorm {

    /** So many channels with the usual options. @throws IllegalArgumentException if there are less than one */
    public BatchNorm2d(int numFeatures) {
        this(numFeatures, options());
    }

    /** So many channels. @throws IllegalArgumentException if there are less than one */
    public BatchNorm2d(int numFeatures, Options options) {
        super(numFeatures, options, SpatialDims.AREA);
    }
}

package org.gradus.layers;

/** Batch normalisation of vectors or sequences, [N,C] or [N,C,L]; see {@link BatchNorm}. */
public final class BatchNorm1d extends BatchNorm {

    /** So many channels with the usual options. @throws IllegalArgumentException if there are less than one */
    public BatchNorm1d(int numFeatures) {
        this(numFeatures, options());
    }

    /** So many channels. @throws IllegalArgumentException if there are less than one */
    public BatchNorm1d(int numFeatures, Options options) {
        super(numFeatures, options, SpatialDims.LENGTH);
    }
}

package org.gradus.layers;

/** Instance normalisation of sequences, [N,C,L] or [C,L]; see {@link InstanceNorm}. */
public final class InstanceNorm1d extends InstanceNorm {

    /** So many channels with the usual options. @throws IllegalArgumentException if there are less than one */
    public InstanceNorm1d(int numFeatures) {
        this(numFeatures, options());
    }

    /** So many channels. @throws IllegalArgumentException if there are less than one */
    public InstanceNorm1d(int numFeatures, Options options) {
        super(numFeatures, options, SpatialDims.LENGTH);
    }
}

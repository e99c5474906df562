package org.gradus.layers;

/** A linear layer by the name that PyTorch prints for the last one of {@link MultiheadAttention}. */
final class NonDynamicallyQuantizableLinear extends Linear {

    NonDynamicallyQuantizableLinear(int inFeatures, int outFeatures, Options options) {
        super(inFeatures, outFeatures, options);
    }
}

package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/** A way to compute convolutions and their gradients in FLOAT32. */
interface ConvAlgorithm {

    /** Whether it can compute convolutions of these sizes. */
    boolean canDo(ConvGeometry g);

    /** {@link Kernels#conv}, or with {@code relu} {@link Kernels#convRelu}. */
    void conv(float[] x, float[] weight, float @Nullable [] bias, boolean relu, float[] y, ConvGeometry g);

    /** {@link Kernels#convInputGrad}. */
    void convInputGrad(float[] g, float[] weight, float[] x, ConvGeometry geometry);

    /** {@link Kernels#convKernelGrad}. */
    void convKernelGrad(float[] x, float[] g, float[] weight, ConvGeometry geometry);
}

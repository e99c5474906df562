package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.LocalResponseNormOptions;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.SparseMatrix;

/** Channels that hold each other down. */
public final class LocalResponse {

    private LocalResponse() {}

    /**
     * y[n,c,…] = x[n,c,…] / (k + α/size · Σ x[n,j,…]²)^β over the {@code size} channels j from c − ⌊size/2⌋ on, of which those
     * that are not there count as 0; x [N,C,L…].
     *
     * <p>
     * Source: A. Krizhevsky, I. Sutskever, G. E. Hinton, <i>ImageNet classification with deep convolutional neural
     * networks</i>, NIPS 2012, §3.3, whose α is not divided by the size.
     *
     * @throws IllegalArgumentException if x has fewer than three dimensions or is not of floating-point numbers
     */
    public static Tensor localResponseNorm(Tensor x, LocalResponseNormOptions options) {
        Checks.floating("localResponseNorm", x);
        int rank = x.shape().rank();
        checkArgument(rank >= 3,
                "[localResponseNorm] input must be [N,C,L] or have more dimensions, but is %s; reshape it",
                x.shape());
        Tensor lines = ReshapeOp.flatten(x, 2, -1);
        Tensor sums = new SeparableOp(neighbours(x.size(1), options.size()), SparseMatrix.identity(lines.size(2)))
                .apply(lines.square());
        Tensor divisor = sums.mul(options.alpha() / options.size()).add(options.k()).pow(options.beta());
        return ReshapeOp.reshape(lines.div(divisor), x.shape());
    }

    private static SparseMatrix neighbours(int channels, int size) {
        var builder = new SparseMatrix.Builder(channels);
        for (int c = 0; c < channels; c++) {
            int first = c - size / 2;
            for (int j = Math.max(0, first); j < Math.min(channels, first + size); j++) {
                builder.add(j, 1);
            }
            builder.endRow();
        }
        return builder.build();
    }
}

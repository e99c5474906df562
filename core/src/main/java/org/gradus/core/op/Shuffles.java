package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Channels turned into pixels, pixels into channels, and channels put in another order. */
public final class Shuffles {

    private Shuffles() {}

    /**
     * y[…,c,h·r + i,w·r + j] = x[…,c·r² + i·r + j,h,w]; x [*,C·r²,H,W] → y [*,C,H·r,W·r].
     *
     * <p>
     * Source: W. Shi et al., <i>Real-time single image and video super-resolution using an efficient sub-pixel convolutional
     * neural network</i>, CVPR 2016.
     *
     * @throws IllegalArgumentException if x has fewer than three dimensions, r is below 1, or r² does not divide the channels
     */
    public static Tensor pixelShuffle(Tensor x, int upscaleFactor) {
        int r = upscaleFactor;
        checkImage("pixelShuffle", x, "upscaleFactor", r);
        long cells = (long) r * r;
        checkArgument(x.size(-3) % cells == 0,
                "[pixelShuffle] %s channels are no multiple of %s² (input %s); use another factor", x.size(-3), r,
                x.shape());
        int channels = (int) (x.size(-3) / cells);
        int n = x.shape().rank() - 3;
        Tensor apart = ReshapeOp.reshape(x, shape(x, channels, r, r, x.size(-2), x.size(-1)));
        Tensor mixed = PermuteOp.permute(apart, order(n, 0, 3, 1, 4, 2));
        return ReshapeOp.reshape(mixed, shape(x, channels, x.size(-2) * r, x.size(-1) * r));
    }

    /**
     * y[…,c·r² + i·r + j,h,w] = x[…,c,h·r + i,w·r + j], the reverse of {@link #pixelShuffle}; x [*,C,H·r,W·r] → y [*,C·r²,H,W].
     *
     * @throws IllegalArgumentException if x has fewer than three dimensions, r is below 1, or r does not divide height and width
     */
    public static Tensor pixelUnshuffle(Tensor x, int downscaleFactor) {
        int r = downscaleFactor;
        checkImage("pixelUnshuffle", x, "downscaleFactor", r);
        checkArgument(x.size(-2) % r == 0 && x.size(-1) % r == 0,
                "[pixelUnshuffle] height and width are no multiples of %s (input %s); use another factor", r,
                x.shape());
        int channels = x.size(-3);
        int height = x.size(-2) / r;
        int width = x.size(-1) / r;
        Tensor apart = ReshapeOp.reshape(x, shape(x, channels, height, r, width, r));
        Tensor mixed = PermuteOp.permute(apart, order(x.shape().rank() - 3, 0, 2, 4, 1, 3));
        return ReshapeOp.reshape(mixed, shape(x, channels * r * r, height, width));
    }

    private static void checkImage(String op, Tensor x, String name, int factor) {
        checkArgument(x.shape().rank() >= 3, "[%s] input must be [*,C,H,W], but is %s; reshape it", op, x.shape());
        checkArgument(factor >= 1, "[%s] %s must be at least 1, but is %s", op, name, factor);
    }

    /** The dimensions before an image's, and these. */
    private static Shape shape(Tensor x, int... sizes) {
        return Shape.of(Ints.concat(Arrays.copyOf(x.shape().toArray(), x.shape().rank() - 3), sizes));
    }

    /** So many dimensions as they are, and then these, counted from there on. */
    private static int[] order(int kept, int... moved) {
        int[] order = new int[kept + moved.length];
        Arrays.setAll(order, d -> d < kept ? d : kept + moved[d - kept]);
        return order;
    }

    /**
     * y = x with its channels dealt out: those of all groups that come first, then those that come second, and so on;
     * x [N,C,…].
     *
     * <p>
     * Source: X. Zhang et al., <i>ShuffleNet: an extremely efficient convolutional neural network for mobile devices</i>, CVPR
     * 2018.
     *
     * @throws IllegalArgumentException if x has fewer than three dimensions, the groups are below 1, or do not divide the
     *         channels
     */
    public static Tensor channelShuffle(Tensor x, int groups) {
        checkArgument(x.shape().rank() >= 3, "[channelShuffle] input must be [N,C,…], but is %s; reshape it",
                x.shape());
        checkArgument(groups >= 1, "[channelShuffle] groups must be at least 1, but are %s", groups);
        checkArgument(x.size(1) % groups == 0,
                "[channelShuffle] %s channels do not divide into %s groups (input %s); use another number", x.size(1),
                groups, x.shape());
        Tensor apart = ReshapeOp.unflatten(x, 1, groups, x.size(1) / groups);
        return ReshapeOp.flatten(PermuteOp.transpose(apart, 1, 2), 1, 2);
    }
}

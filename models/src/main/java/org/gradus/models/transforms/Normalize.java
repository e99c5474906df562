package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Channel by channel to a common scale: y[n,c,i,j] = (x[n,c,i,j] − mean[c])/std[c]. */
public final class Normalize implements Transform<Tensor> {

    private final double[] mean;
    private final double[] std;

    /** The same mean and standard deviation for every channel; otherwise as {@link #Normalize(double[], double[])}. */
    public Normalize(double mean, double std) {
        this(new double[]{mean}, new double[]{std});
    }

    /**
     * A mean and a standard deviation for every channel; one of each serves all channels.
     *
     * @throws IllegalArgumentException if they are not equally many, or not finite, or a deviation is not positive
     */
    public Normalize(double[] mean, double[] std) {
        checkArgument(mean.length == std.length && mean.length > 0,
                "[normalize] needs one mean and one deviation a channel, but %s and %s came", mean.length, std.length);
        checkArgument(Arrays.stream(mean).allMatch(Double::isFinite), "[normalize] means must be finite, but are %s",
                Arrays.toString(mean));
        checkArgument(Arrays.stream(std).allMatch(value -> value > 0 && Double.isFinite(value)),
                "[normalize] deviations must be positive and finite, but are %s", Arrays.toString(std));
        this.mean = mean.clone();
        this.std = std.clone();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the pictures are not [N,C,H,W] of floating-point numbers, or their channels are
     *         not as many as the means
     */
    @Override
    public Tensor apply(Tensor images) {
        Pictures.check("normalize", images);
        checkArgument(mean.length == 1 || mean.length == images.size(1),
                "[normalize] pictures %s have %s channels, but %s means came; give one for each, or one for all",
                images.type(), images.size(1), mean.length);
        return images.sub(perChannel(mean, images)).div(perChannel(std, images));
    }

    private static Tensor perChannel(double[] values, Tensor images) {
        return Tensor.wrap(values, Shape.of(values.length, 1, 1)).to(images.dtype());
    }

    @Override
    public String toString() {
        return "Normalize(mean=" + Arrays.toString(mean) + ", std=" + Arrays.toString(std) + ")";
    }
}

package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.random.Rng;

/**
 * How a parameter gets its first values; for the same seed they are PyTorch's.
 *
 * <pre>{@code
 * Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU).fill(conv.weight());
 * }</pre>
 */
@FunctionalInterface
public interface Init {

    /**
     * Draws a tensor.
     *
     * @param type its shape and its type, FLOAT32 or FLOAT64
     * @throws IllegalArgumentException if the type is another, or the shape has too few dimensions for this rule
     */
    Tensor draw(TensorType type, Rng rng);

    /** Replaces a parameter's values by drawn ones. @throws IllegalArgumentException as {@link #draw} */
    default void fill(Parameter parameter, Rng rng) {
        parameter.set(draw(parameter.type(), rng));
    }

    /** Replaces a parameter's values by ones drawn from the global generator. */
    default void fill(Parameter parameter) {
        fill(parameter, Rng.global());
    }

    /** The same value everywhere; nothing is drawn. */
    static Init constant(double value) {
        return (type, _) -> Tensor.full(type.shape(), value, type.dtype());
    }

    /** Uniform on [from, to). */
    static Init uniform(double from, double to) {
        return (type, rng) -> switch (floating(type)) {
            case FLOAT32 -> {
                float[] values = new float[type.shape().numel()];
                rng.uniform(values, from, to);
                yield Tensor.wrap(values, type.shape());
            }
            default -> {
                double[] values = new double[type.shape().numel()];
                rng.uniform(values, from, to);
                yield Tensor.wrap(values, type.shape());
            }
        };
    }

    /** Normal with this mean and standard deviation. */
    static Init normal(double mean, double std) {
        return (type, rng) -> switch (floating(type)) {
            case FLOAT32 -> {
                float[] values = new float[type.shape().numel()];
                rng.normal(values, mean, std);
                yield Tensor.wrap(values, type.shape());
            }
            default -> {
                double[] values = new double[type.shape().numel()];
                rng.normal(values, mean, std);
                yield Tensor.wrap(values, type.shape());
            }
        };
    }

    private static DType floating(TensorType type) {
        checkArgument(type.dtype().isFloatingPoint(), "[init] only float32 and float64 can be drawn, not %s", type);
        return type.dtype();
    }

    /** {@link #xavierUniform(double)} with gain 1. */
    static Init xavierUniform() {
        return xavierUniform(1);
    }

    /**
     * Uniform on ±gain·√(6 / (fan in + fan out)) (X. Glorot and Y. Bengio, <i>Understanding the difficulty of training deep
     * feedforward neural networks</i>, AISTATS 2010).
     */
    static Init xavierUniform(double gain) {
        return (type, rng) -> {
            double bound = Math.sqrt(3) * xavierStd(type.shape(), gain);
            return uniform(-bound, bound).draw(type, rng);
        };
    }

    /** {@link #xavierNormal(double)} with gain 1. */
    static Init xavierNormal() {
        return xavierNormal(1);
    }

    /** Normal with mean 0 and standard deviation gain·√(2 / (fan in + fan out)); source as {@link #xavierUniform(double)}. */
    static Init xavierNormal(double gain) {
        return (type, rng) -> normal(0, xavierStd(type.shape(), gain)).draw(type, rng);
    }

    private static double xavierStd(Shape shape, double gain) {
        return gain * Math.sqrt(2.0 / (FanMode.FAN_IN.of(shape) + FanMode.FAN_OUT.of(shape)));
    }

    /** {@link #kaimingUniform(FanMode, double)} with the gain of a nonlinearity. */
    static Init kaimingUniform(FanMode mode, Nonlinearity nonlinearity) {
        return kaimingUniform(mode, nonlinearity.gain());
    }

    /**
     * Uniform on ±gain·√(3 / fan) (K. He et al., <i>Delving deep into rectifiers: surpassing human-level performance on
     * ImageNet classification</i>, ICCV 2015).
     */
    static Init kaimingUniform(FanMode mode, double gain) {
        return (type, rng) -> {
            double bound = Math.sqrt(3) * kaimingStd(type.shape(), mode, gain);
            return uniform(-bound, bound).draw(type, rng);
        };
    }

    /** {@link #kaimingNormal(FanMode, double)} with the gain of a nonlinearity. */
    static Init kaimingNormal(FanMode mode, Nonlinearity nonlinearity) {
        return kaimingNormal(mode, nonlinearity.gain());
    }

    /** Normal with mean 0 and standard deviation gain / √fan; source as {@link #kaimingUniform(FanMode, double)}. */
    static Init kaimingNormal(FanMode mode, double gain) {
        return (type, rng) -> normal(0, kaimingStd(type.shape(), mode, gain)).draw(type, rng);
    }

    private static double kaimingStd(Shape shape, FanMode mode, double gain) {
        return gain / Math.sqrt(mode.of(shape));
    }
}

package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.ConvOptions;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * y = x ⋆ w + b, the cross-correlation along one, two or three axes; for images x [N,C,H,W], w [K,C/groups,R,S], b [K] or
 * none → y [N,K,H',W'] with H' = ⌊(H + 2p − d(R − 1) − 1)/s⌋ + 1.
 *
 * <p>
 * ⟨g, x ⋆ w⟩ is linear in g, x and w, so that this op, {@link ConvTransposeOp} and {@link ConvKernelGradOp} are each other's
 * backward rules.
 */
public record ConvOp(Convolution convolution) implements Op {

    static final ImmutableList<String> NAMES = ImmutableList.of("conv1d", "conv2d", "conv3d");
    static final ImmutableList<String> INPUTS = ImmutableList.of("C,L", "C,H,W", "C,D,H,W");

    /** y = x ⋆ w for lines, with stride 1 and no padding. */
    public static Tensor conv1d(Tensor x, Tensor weight) {
        return conv1d(x, weight, ConvOptions.DEFAULT);
    }

    /** y = x ⋆ w for lines x [N,C,L] or [C,L], w [K,C/groups,S]; otherwise as {@link #conv2d(Tensor, Tensor, ConvOptions)}. */
    public static Tensor conv1d(Tensor x, Tensor weight, ConvOptions options) {
        return conv(1, options, x, weight, null);
    }

    /** y = x ⋆ w + b for lines; otherwise as {@link #conv2d(Tensor, Tensor, Tensor, ConvOptions)}. */
    public static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, ConvOptions options) {
        return conv(1, options, x, weight, bias);
    }

    /** y = x ⋆ w for images, with stride 1 and no padding. */
    public static Tensor conv2d(Tensor x, Tensor weight) {
        return conv2d(x, weight, ConvOptions.DEFAULT);
    }

    /**
     * y = x ⋆ w for images x [N,C,H,W], or a single one [C,H,W], w [K,C/groups,R,S].
     *
     * @throws IllegalArgumentException if shapes or types do not fit, or the filter is larger than the padded image
     */
    public static Tensor conv2d(Tensor x, Tensor weight, ConvOptions options) {
        return conv(2, options, x, weight, null);
    }

    /**
     * y = x ⋆ w + b for images, with b [K] added to each filter's plane.
     *
     * @throws IllegalArgumentException if shapes or types do not fit, or the filter is larger than the padded image
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, ConvOptions options) {
        return conv(2, options, x, weight, bias);
    }

    /** y = x ⋆ w for volumes, with stride 1 and no padding. */
    public static Tensor conv3d(Tensor x, Tensor weight) {
        return conv3d(x, weight, ConvOptions.DEFAULT);
    }

    /**
     * y = x ⋆ w for volumes x [N,C,D,H,W] or [C,D,H,W], w [K,C/groups,T,R,S]; otherwise as
     * {@link #conv2d(Tensor, Tensor, ConvOptions)}.
     */
    public static Tensor conv3d(Tensor x, Tensor weight, ConvOptions options) {
        return conv(3, options, x, weight, null);
    }

    /** y = x ⋆ w + b for volumes; otherwise as {@link #conv2d(Tensor, Tensor, Tensor, ConvOptions)}. */
    public static Tensor conv3d(Tensor x, Tensor weight, Tensor bias, ConvOptions options) {
        return conv(3, options, x, weight, bias);
    }

    /**
     * y = x ⋆ w + b along as many axes as w has beside its first two dimensions, with b or none.
     *
     * @throws IllegalArgumentException if these are not one to three; and as
     *         {@link #conv2d(Tensor, Tensor, Tensor, ConvOptions)}
     */
    public static Tensor conv(Tensor x, Tensor weight, @Nullable Tensor bias, ConvOptions options) {
        return conv(Convolution.axesOf("conv", weight.shape()), options, x, weight, bias);
    }

    private static Tensor conv(int axes, ConvOptions options, Tensor x, Tensor weight, @Nullable Tensor bias) {
        return Batched.apply(NAMES.get(axes - 1), x, INPUTS.get(axes - 1), batch -> {
            var conv = new ConvOp(Convolution.of(options, batch.shape(), weight.shape()));
            return bias == null ? conv.apply(batch, weight) : conv.apply(batch, weight, bias);
        });
    }

    @Override
    public String name() {
        return convolution.named(NAMES);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Checks.floating(name(), x);
        inputs.forEach(input -> Checks.sameType(name(), x, input));
        Checks.shape(name(), "input", x, convolution.input());
        Checks.shape(name(), "weight", inputs.get(1), convolution.weight());
        if (inputs.size() == 3) {
            checkArgument(inputs.get(2).shape().equals(Shape.of(convolution.filters())),
                    "[%s] bias must be [%s], one number a filter of weight %s, but is %s; reshape it", name(),
                    convolution.filters(), convolution.weight(), inputs.get(2).shape());
        }
        return new TensorType(convolution.output(), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.conv(call.in(0), call.in(1), call.arity() == 3 ? call.in(2) : null, call.out(),
                convolution.geometry());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return switch (argument) {
            case 0 -> new ConvTransposeOp(convolution).apply(upstream, inputs.get(1));
            case 1 -> new ConvKernelGradOp(convolution).apply(inputs.get(0), upstream);
            default -> SumOp.sum(upstream, false, convolution.allButChannels());
        };
    }

    @Override
    public Saves saves(int argument) {
        return argument == 2 ? Saves.NOTHING : Saves.input(1 - argument);
    }

    /** Lanes of x are more of its batch, and those of w more filters. */
    @Override
    public @Nullable Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor weight = inputs.get(1);
        int lanes = Vmap.count(inputs);
        if (inputs.size() == 3) {
            return null;
        }
        if (weight.size(0) == 1) {
            var op = new ConvOp(convolution.times(lanes, 1, 1));
            return Vmap.split(op.apply(Vmap.merged(x, 0), Vmap.single(weight)), 0, lanes);
        }
        if (x.size(0) > 1 || convolution.groups() > 1) {
            return null;
        }
        var op = new ConvOp(convolution.times(1, 1, lanes));
        return Vmap.split(op.apply(Vmap.single(x), Vmap.merged(weight, 0)), 1, lanes);
    }
}

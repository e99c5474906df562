package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.ConvTransposeOptions;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * y = ∂⟨x, y ⋆ w⟩/∂y, the transposed convolution along one, two or three axes: {@link ConvOp}'s gradient with respect to its
 * input. Every x, times the filter, is added where the convolution's window lies; for images x [N,K,H,W], w [K,C/groups,R,S]
 * → y [N,C,H',W'] with H' = (H − 1)s − 2p + d(R − 1) + 1 and the output padding.
 *
 * @param convolution the sizes of the convolution: its input is y, and its output x
 */
public record ConvTransposeOp(Convolution convolution) implements Op {

    static final ImmutableList<String> NAMES = ImmutableList.of("convTranspose1d", "convTranspose2d",
            "convTranspose3d");
    private static final ImmutableList<String> INPUTS = ImmutableList.of("K,L", "K,H,W", "K,D,H,W");

    /** The transposed convolution of lines, with stride 1 and no padding. */
    public static Tensor convTranspose1d(Tensor x, Tensor weight) {
        return convTranspose1d(x, weight, ConvTransposeOptions.DEFAULT);
    }

    /**
     * The transposed convolution of lines x [N,K,L] or [K,L], w [K,C/groups,S]; otherwise as
     * {@link #convTranspose2d(Tensor, Tensor, ConvTransposeOptions)}.
     */
    public static Tensor convTranspose1d(Tensor x, Tensor weight, ConvTransposeOptions options) {
        return convTranspose(1, options, x, weight, null);
    }

    /**
     * The transposed convolution of lines with b [C] added; otherwise as
     * {@link #convTranspose2d(Tensor, Tensor, Tensor, ConvTransposeOptions)}.
     */
    public static Tensor convTranspose1d(Tensor x, Tensor weight, Tensor bias, ConvTransposeOptions options) {
        return convTranspose(1, options, x, weight, bias);
    }

    /** The transposed convolution of images, with stride 1 and no padding. */
    public static Tensor convTranspose2d(Tensor x, Tensor weight) {
        return convTranspose2d(x, weight, ConvTransposeOptions.DEFAULT);
    }

    /**
     * The transposed convolution of images x [N,K,H,W], or a single one [K,H,W], w [K,C/groups,R,S].
     *
     * @throws IllegalArgumentException if shapes or types do not fit, an output padding is not less than the stride or the
     *         dilation, or the padding leaves nothing of the output
     */
    public static Tensor convTranspose2d(Tensor x, Tensor weight, ConvTransposeOptions options) {
        return convTranspose(2, options, x, weight, null);
    }

    /**
     * The transposed convolution of images with b [C] added to each channel's plane.
     *
     * @throws IllegalArgumentException as without a bias, and if it has not one number a channel
     */
    public static Tensor convTranspose2d(Tensor x, Tensor weight, Tensor bias, ConvTransposeOptions options) {
        return convTranspose(2, options, x, weight, bias);
    }

    /** The transposed convolution of volumes, with stride 1 and no padding. */
    public static Tensor convTranspose3d(Tensor x, Tensor weight) {
        return convTranspose3d(x, weight, ConvTransposeOptions.DEFAULT);
    }

    /**
     * The transposed convolution of volumes x [N,K,D,H,W] or [K,D,H,W], w [K,C/groups,T,R,S]; otherwise as
     * {@link #convTranspose2d(Tensor, Tensor, ConvTransposeOptions)}.
     */
    public static Tensor convTranspose3d(Tensor x, Tensor weight, ConvTransposeOptions options) {
        return convTranspose(3, options, x, weight, null);
    }

    /**
     * The transposed convolution of volumes with b [C] added; otherwise as
     * {@link #convTranspose2d(Tensor, Tensor, Tensor, ConvTransposeOptions)}.
     */
    public static Tensor convTranspose3d(Tensor x, Tensor weight, Tensor bias, ConvTransposeOptions options) {
        return convTranspose(3, options, x, weight, bias);
    }

    /**
     * The transposed convolution along as many axes as w has beside its first two dimensions, with b added, or none.
     *
     * @throws IllegalArgumentException if these are not one to three; and as
     *         {@link #convTranspose2d(Tensor, Tensor, Tensor, ConvTransposeOptions)}
     */
    public static Tensor convTranspose(Tensor x, Tensor weight, @Nullable Tensor bias, ConvTransposeOptions options) {
        return convTranspose(Convolution.axesOf("convTranspose", weight.shape()), options, x, weight, bias);
    }

    private static Tensor convTranspose(int axes, ConvTransposeOptions options, Tensor x, Tensor weight,
            @Nullable Tensor bias) {
        return Batched.apply(NAMES.get(axes - 1), x, INPUTS.get(axes - 1), batch -> {
            var op = new ConvTransposeOp(Convolution.transposed(options, batch.shape(), weight.shape()));
            Tensor y = op.apply(batch, weight);
            return bias == null ? y : y.add(op.perChannel(bias));
        });
    }

    /** A bias in a shape that broadcasts to the output. */
    private Tensor perChannel(Tensor bias) {
        int channels = convolution.channels();
        checkArgument(bias.shape().equals(Shape.of(channels)),
                "[%s] bias must be [%s], one number a channel of the output %s, but is %s; reshape it", name(),
                channels, convolution.input(), bias.shape());
        int[] shape = new int[1 + convolution.axes().size()];
        Arrays.fill(shape, 1);
        shape[0] = channels;
        return bias.reshape(shape);
    }

    @Override
    public String name() {
        return convolution.named(NAMES);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor weight = inputs.get(1);
        Checks.floating(name(), x);
        Checks.sameType(name(), x, weight);
        Checks.shape(name(), "input", x, convolution.output());
        Checks.shape(name(), "weight", weight, convolution.weight());
        return new TensorType(convolution.input(), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.convInputGrad(call.in(0), call.in(1), call.out(), convolution.geometry());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0
                ? new ConvOp(convolution).apply(upstream, inputs.get(1))
                : new ConvKernelGradOp(convolution).apply(upstream, inputs.get(0));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1 - argument);
    }

    /** Lanes of x are more of its batch, and those of w more channels. */
    @Override
    public @Nullable Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor weight = inputs.get(1);
        int lanes = Vmap.count(inputs);
        if (weight.size(0) == 1) {
            var op = new ConvTransposeOp(convolution.times(lanes, 1, 1));
            return Vmap.split(op.apply(Vmap.merged(x, 0), Vmap.single(weight)), 0, lanes);
        }
        if (x.size(0) > 1 || convolution.groups() > 1) {
            return null;
        }
        var op = new ConvTransposeOp(convolution.times(1, lanes, 1));
        return Vmap.split(op.apply(Vmap.single(x), Vmap.merged(weight, 1)), 1, lanes);
    }
}

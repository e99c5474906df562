package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Conv2dOptions;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Conv2dGeometry;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.WindowAxis;

/**
 * y = x ⋆ w + b, the 2-D cross-correlation; x [N,C,H,W], w [K,C/groups,R,S], b [K] or none → y [N,K,H',W'] with H' = ⌊(H +
 * 2p − d(R − 1) − 1)/s⌋ + 1.
 *
 * <p>
 * ⟨g, x ⋆ w⟩ is linear in g, x and w, so that this op, {@link Conv2dInputGradOp} and {@link Conv2dKernelGradOp} are each
 * other's backward rules.
 */
public record Conv2dOp(Conv2dOptions options) implements Op {

    /** y = x ⋆ w with stride 1 and no padding. */
    public static Tensor conv2d(Tensor x, Tensor weight) {
        return conv2d(x, weight, Conv2dOptions.DEFAULT);
    }

    /**
     * y = x ⋆ w.
     *
     * @throws IllegalArgumentException if shapes or types do not fit, or the filter is larger than the padded image
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Conv2dOptions options) {
        return new Conv2dOp(options).apply(x, weight);
    }

    /**
     * y = x ⋆ w + b, with b [K] added to each filter's plane.
     *
     * @throws IllegalArgumentException if shapes or types do not fit, or the filter is larger than the padded image
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, Conv2dOptions options) {
        return new Conv2dOp(options).apply(x, weight, bias);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor weight = inputs.get(1);
        Checks.floating(name(), x);
        inputs.forEach(input -> Checks.sameType(name(), x, input));
        Checks.rank(name(), "input", x, "N,C,H,W");
        Checks.rank(name(), "weight", weight, "K,C/groups,R,S");
        Conv2dGeometry geometry = geometry(name(), options, x.shape(), weight.shape());
        if (inputs.size() == 3) {
            checkArgument(inputs.get(2).shape().equals(Shape.of(weight.size(0))),
                    "[conv2d] bias must be [%s], one number a filter of weight %s, but is %s; reshape it",
                    weight.size(0), weight.shape(), inputs.get(2).shape());
        }
        return new TensorType(Shape.of(geometry.batch(), geometry.filters(), geometry.height().out(),
                geometry.width().out()), x.dtype());
    }

    static Conv2dGeometry geometry(String op, Conv2dOptions options, Shape x, Shape weight) {
        int groups = options.groups();
        checkArgument(x.size(1) == weight.size(1) * groups,
                "[%s] input has %s channels but the weight expects %s (weight %s, groups %s, input %s); build the layer with Conv2d(%s, …)",
                op, x.size(1), weight.size(1) * groups, weight, groups, x, x.size(1));
        checkArgument(weight.size(0) % groups == 0,
                "[%s] %s filters do not divide into %s groups (weight %s); use a multiple", op,
                weight.size(0), groups, weight);
        return new Conv2dGeometry(x.size(0), x.size(1), weight.size(0), groups,
                WindowAxis.of(op, "height", x.size(2), weight.size(2), options.stride().height(),
                        options.padding().height(), options.dilation().height()),
                WindowAxis.of(op, "width", x.size(3), weight.size(3), options.stride().width(),
                        options.padding().width(), options.dilation().width()));
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.conv2d(call.in(0), call.in(1), call.arity() == 3 ? call.in(2) : null, call.out(),
                geometry(name(), options, call.shape(0), call.shape(1)));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return switch (argument) {
            case 0 -> new Conv2dInputGradOp(options, inputs.get(0).shape()).apply(upstream, inputs.get(1));
            case 1 -> new Conv2dKernelGradOp(options, inputs.get(1).shape()).apply(inputs.get(0), upstream);
            default -> SumOp.sum(upstream, false, 0, 2, 3);
        };
    }

    @Override
    public Saves saves(int argument) {
        return argument == 2 ? Saves.NOTHING : Saves.input(1 - argument);
    }
}

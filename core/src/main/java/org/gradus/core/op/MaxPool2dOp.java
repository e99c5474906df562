package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.function.ToIntFunction;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Pool2dOptions;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Size2d;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Pool2dGeometry;
import org.gradus.core.kernel.WindowAxis;
import org.gradus.core.kernel.Winners;

/**
 * y = the largest value of each window; x [N,C,H,W] → y [N,C,H',W']. It takes x at each window's winner, the first of
 * equals, which is linear once the winners are known: {@link MaxPool2dPutOp} is its transpose.
 */
public record MaxPool2dOp(Winners winners) implements Op {

    /**
     * y = the largest value of each window.
     *
     * @throws IllegalArgumentException if x is not [N,C,H,W] of floating-point numbers, the window is larger than the
     *         padded image, or a window sees nothing but padding, which only dilation and empty images make possible
     */
    public static Tensor maxPool2d(Tensor x, Pool2dOptions options) {
        return new MaxPool2dOp(winners(x, options)).apply(x);
    }

    /** Where the largest value of each window is; what is refused is as for {@link #maxPool2d}. */
    public static Winners winners(Tensor x, Pool2dOptions options) {
        Checks.floating("maxPool2d", x);
        Checks.rank("maxPool2d", "input", x, "N,C,H,W");
        return Tape.query(x, new FindWinners(geometry(x.shape(), options)));
    }

    private record FindWinners(Pool2dGeometry geometry) implements Tape.Query<Winners> {
        @Override
        public <A> Winners ask(Kernels<A> kernels, A data) {
            return kernels.maxPool2d(data, geometry);
        }
    }

    private static Pool2dGeometry geometry(Shape x, Pool2dOptions options) {
        return new Pool2dGeometry(x.size(0) * x.size(1),
                axis("height", x.size(2), options, Size2d::height),
                axis("width", x.size(3), options, Size2d::width));
    }

    private static WindowAxis axis(String name, int in, Pool2dOptions options,
            ToIntFunction<Size2d> along) {
        int kernel = along.applyAsInt(options.kernel());
        int stride = along.applyAsInt(options.stride());
        int padding = along.applyAsInt(options.padding());
        int dilation = along.applyAsInt(options.dilation());
        WindowAxis axis = options.ceilMode()
                ? WindowAxis.ceil("maxPool2d", name, in, kernel, stride, padding, dilation)
                : WindowAxis.of("maxPool2d", name, in, kernel, stride, padding, dilation);
        for (int window = 0; window < axis.out(); window++) {
            checkArgument(axis.seesInput(window),
                    "[maxPool2d] window %s along the %s sees nothing but padding (input %s, kernel %s, dilation %s, padding %s); use less padding or dilation",
                    window, name, in, kernel, dilation, padding);
        }
        return axis;
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Pool2dGeometry geometry = winners.geometry();
        checkArgument(x.numel() == geometry.planes() * geometry.inPlane(),
                "[maxPool2d] the winners were found in another shape than %s; find them anew", x.type());
        return new TensorType(x.shape().withSize(-2, geometry.height().out()).withSize(-1, geometry.width().out()),
                x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.take(call.in(0), winners, call.out());
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(Tensor.wrap(winners.toArray(), output.shape()));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new MaxPool2dPutOp(winners).apply(upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return new MaxPool2dOp(winners.repeated(x.size(0))).apply(x);
    }
}

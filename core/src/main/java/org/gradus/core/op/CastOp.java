package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Conversion;
import org.gradus.core.kernel.Kernels;

/**
 * y = x with elements of another type: rounded to nearest between floating-point types, truncated to integers; BOOL is
 * 0 or 1, and true is whatever is not 0.
 */
public record CastOp(DType dtype) implements Op {

    /** y = x with elements of another type; x itself if it has that type. */
    public static Tensor to(Tensor x, DType dtype) {
        return x.dtype() == dtype ? x : new CastOp(dtype).apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        return new TensorType(inputs.get(0).shape(), dtype);
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Conversion.convert(call.any(0), call.outAny());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return to(upstream, inputs.get(0).dtype());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return apply(inputs.get(0));
    }
}

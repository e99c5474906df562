package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/**
 * y = x where x &gt; 0, else w·x, element by element, broadcast; ∂y/∂x = 1 where x &gt; 0, else w, also at the kink x = 0;
 * ∂y/∂w = 0 where x &gt; 0, else x.
 *
 * <p>
 * Source: K. He et al., <i>Delving deep into rectifiers</i>, ICCV 2015, equation (1).
 */
public record PreluOp() implements ZipOp {

    /**
     * y = x where x &gt; 0, else w·x; ∂y/∂x = 1 where x &gt; 0, else w, ∂y/∂w = 0 where x &gt; 0, else x.
     *
     * @param x [N,C,…], or any shape for a single slope
     * @param weight w, one slope or [C], one for each channel
     * @throws IllegalArgumentException if there are several slopes and not as many channels
     */
    public static Tensor prelu(Tensor x, Tensor weight) {
        int slopes = weight.numel();
        checkArgument(slopes == 1 || x.shape().rank() >= 2 && x.size(1) == slopes,
                "[prelu] weight %s needs one slope, or one for each channel of input %s", weight.shape(), x.shape());
        int[] shape = new int[slopes == 1 ? 0 : x.shape().rank() - 1];
        Arrays.fill(shape, 1);
        if (slopes != 1) {
            shape[0] = slopes;
        }
        return new PreluOp().apply(x, weight.reshape(shape));
    }

    @Override
    public double applyAsDouble(double a, double b) {
        return a > 0 ? a : b * a;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).sign());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return argument == 0
                ? WhereOp.where(x.gt(0), upstream, upstream.mul(inputs.get(1)))
                : WhereOp.where(x.gt(0), 0, upstream.mul(x));
    }

    @Override
    public Saves saves(int argument) {
        return argument == 0 ? Saves.input(0).and(Saves.input(1)) : Saves.input(0);
    }
}

package org.gradus.layers;

import java.util.function.BiFunction;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.core.op.MaxPools;

/** A pool that takes the largest value of each window: what all max-pools are, whatever their number of axes. */
public abstract class MaxPoolLayer extends Layer {

    private final MaxPoolOptions options;
    private final BiFunction<Tensor, MaxPoolOptions, ValuesAndIndices> withIndices;

    /** A pool whose function with indices is given. */
    MaxPoolLayer(MaxPoolOptions options, BiFunction<Tensor, MaxPoolOptions, ValuesAndIndices> withIndices) {
        this.options = options;
        this.withIndices = withIndices;
    }

    /** How the windows walk. */
    public final MaxPoolOptions options() {
        return options;
    }

    /**
     * Computes the output and where in its channel each of its values stands, as {@link MaxPools} says, for a layer that undoes
     * the pool; hooks do not run.
     */
    public final ValuesAndIndices forwardWithIndices(Tensor x) {
        return withIndices.apply(x, options);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=%s, stride=%s, padding=%s, dilation=%s, ceil_mode=%s".formatted(options.kernel(),
                options.stride(), options.padding(), options.dilation(), Repr.of(options.ceilMode()));
    }
}

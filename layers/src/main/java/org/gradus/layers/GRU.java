package org.gradus.layers;

import org.gradus.core.RecurrentOutput;
import org.gradus.core.Tensor;
import org.gradus.core.op.Recurrent;
import org.jspecify.annotations.Nullable;

/**
 * Gated recurrent units over sequences; see {@link Recurrent#gruCell} for the formula.
 *
 * <p>
 * Sequences are [T,N,I], [N,T,I] with {@code batchFirst}, or [T,I] without a batch; outputs have the layout of the input, and
 * {@code H}, or with layers that run both ways {@code 2H}, features. States are [S,N,H], or [S,H] without a batch, with S the
 * number of layers times that of directions. Weights begin uniform on ±1/√H, drawn from the global generator in PyTorch's
 * order.
 */
public final class GRU extends RecurrentLayers {

    /** One layer that runs forwards. @throws IllegalArgumentException if a size is below 1 */
    public GRU(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, RecurrentOptions.DEFAULT);
    }

    /**
     * Layers as the options say.
     *
     * @throws IllegalArgumentException if a size is below 1, or an option is another module's
     */
    public GRU(int inputSize, int hiddenSize, RecurrentOptions options) {
        super(3, inputSize, hiddenSize, withoutProjection("GRU", withoutNonlinearity("GRU", options)));
    }

    /** Runs over a batch of sequences from states of zeros. @throws IllegalArgumentException if shapes do not fit */
    public RecurrentOutput forward(Tensor x) {
        return run(x, null);
    }

    /** Runs over a batch of sequences from these states. @throws IllegalArgumentException if shapes do not fit */
    public RecurrentOutput forward(Tensor x, Tensor initial) {
        return run(x, initial);
    }

    private RecurrentOutput run(Tensor x, @Nullable Tensor initial) {
        Tensor sequence = sequence(x);
        Tensor states = states(x, initial, recurrentSize());
        RecurrentOutput result = Recurrent.gru(sequence, states, stack());
        return new RecurrentOutput(outputAs(x, result.output()), statesAs(x, result.hidden()));
    }
}

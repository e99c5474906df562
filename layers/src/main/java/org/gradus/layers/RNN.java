package org.gradus.layers;

import org.gradus.core.RecurrentOutput;
import org.gradus.core.Tensor;
import org.gradus.core.op.Recurrent;
import org.jspecify.annotations.Nullable;

/**
 * h' = tanh(W·x + b + U·h + d), or max(0, …), over sequences: a plain recurrent network.
 *
 * <p>
 * Sequences are [T,N,I], [N,T,I] with {@code batchFirst}, or [T,I] without a batch; outputs have the layout of the input, and
 * {@code H}, or with layers that run both ways {@code 2H}, features. States are [S,N,H], or [S,H] without a batch, with S the
 * number of layers times that of directions. Weights begin uniform on ±1/√H, drawn from the global generator in PyTorch's
 * order.
 */
public final class RNN extends RecurrentLayers {

    private final Nonlinearity nonlinearity;

    /** One layer that runs forwards. @throws IllegalArgumentException if a size is below 1 */
    public RNN(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, RecurrentOptions.DEFAULT);
    }

    /**
     * Layers as the options say.
     *
     * @throws IllegalArgumentException if a size is below 1, or an option is another module's
     */
    public RNN(int inputSize, int hiddenSize, RecurrentOptions options) {
        super(1, inputSize, hiddenSize, withoutProjection("RNN", options));
        nonlinearity = options.nonlinearity();
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
        RecurrentOutput result = nonlinearity == Nonlinearity.TANH
                ? Recurrent.rnnTanh(sequence, states, stack())
                : Recurrent.rnnRelu(sequence, states, stack());
        return new RecurrentOutput(outputAs(x, result.output()), statesAs(x, result.hidden()));
    }
}

package org.gradus.layers;

import org.gradus.core.LstmOutput;
import org.gradus.core.LstmState;
import org.gradus.core.Tensor;
import org.gradus.core.op.Recurrent;
import org.jspecify.annotations.Nullable;

/**
 * Long short-term memory over sequences; see {@link Recurrent#lstmCell} for the formula. With a projection, hidden states and
 * outputs have {@code projSize} features instead of H.
 *
 * <p>
 * Sequences are [T,N,I], [N,T,I] with {@code batchFirst}, or [T,I] without a batch; outputs have the layout of the input, and
 * {@code H}, or with layers that run both ways {@code 2H}, features. States are [S,N,H], or [S,H] without a batch, with S the
 * number of layers times that of directions. Weights begin uniform on ±1/√H, drawn from the global generator in PyTorch's
 * order.
 */
public final class LSTM extends RecurrentLayers {

    /** One layer that runs forwards. @throws IllegalArgumentException if a size is below 1 */
    public LSTM(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, RecurrentOptions.DEFAULT);
    }

    /**
     * Layers as the options say.
     *
     * @throws IllegalArgumentException if a size is below 1, the projection's is not below hiddenSize, or a nonlinearity is
     *         asked for
     */
    public LSTM(int inputSize, int hiddenSize, RecurrentOptions options) {
        super(4, inputSize, hiddenSize, withoutNonlinearity("LSTM", options));
    }

    /** Runs over a batch of sequences from states of zeros. @throws IllegalArgumentException if shapes do not fit */
    public LstmOutput forward(Tensor x) {
        return run(x, null, null);
    }

    /** Runs over a batch of sequences from these states. @throws IllegalArgumentException if shapes do not fit */
    public LstmOutput forward(Tensor x, LstmState initial) {
        return run(x, initial.hidden(), initial.cell());
    }

    private LstmOutput run(Tensor x, @Nullable Tensor hidden, @Nullable Tensor cell) {
        Tensor sequence = sequence(x);
        var initial = new LstmState(states(x, hidden, recurrentSize()), states(x, cell, hiddenSize()));
        LstmOutput result = Recurrent.lstm(sequence, initial, stack());
        LstmState state = result.state();
        return new LstmOutput(outputAs(x, result.output()),
                new LstmState(statesAs(x, state.hidden()), statesAs(x, state.cell())));
    }
}

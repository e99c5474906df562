package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.op.Recurrent;

/**
 * One step of a plain recurrent network, h' = tanh(W·x + b + U·h + d), or max(0, …). Inputs are [N,I] or [I], states [N,H] or
 * [H]. Weights begin uniform on ±1/√H, drawn from the global generator in PyTorch's order.
 */
public final class RNNCell extends RecurrentCellModule {

    /**
     * What a cell has beyond its sizes.
     *
     * @param bias whether biases are added
     * @param nonlinearity what is applied at last, {@code TANH} or {@code RELU}
     */
    public record Options(boolean bias, Nonlinearity nonlinearity) {

        /** Checks the nonlinearity. @throws IllegalArgumentException if it is neither TANH nor RELU */
        public Options {
            checkArgument(nonlinearity == Nonlinearity.TANH || nonlinearity == Nonlinearity.RELU,
                    "[RNNCell] the nonlinearity must be TANH or RELU, but is %s", nonlinearity);
        }

        /** These options with biases, or without. */
        public Options withBias(boolean value) {
            return new Options(value, nonlinearity);
        }

        /** These options with another nonlinearity. @throws IllegalArgumentException if it is neither TANH nor RELU */
        public Options withNonlinearity(Nonlinearity value) {
            return new Options(bias, value);
        }
    }

    private final Nonlinearity nonlinearity;

    /** A cell with biases and tanh. @throws IllegalArgumentException if a size is below 1 */
    public RNNCell(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, options());
    }

    /** A cell as the options say. @throws IllegalArgumentException if a size is below 1 */
    public RNNCell(int inputSize, int hiddenSize, Options options) {
        super(1, inputSize, hiddenSize, options.bias());
        nonlinearity = options.nonlinearity();
    }

    /** With biases and tanh. */
    public static Options options() {
        return new Options(true, Nonlinearity.TANH);
    }

    /** The state after a first step. @throws IllegalArgumentException if shapes do not fit */
    public Tensor forward(Tensor x) {
        return forward(x, zeros(x));
    }

    /** The state after a step. @throws IllegalArgumentException if shapes do not fit */
    public Tensor forward(Tensor x, Tensor hidden) {
        return nonlinearity == Nonlinearity.TANH
                ? Recurrent.rnnTanhCell(x, hidden, weights())
                : Recurrent.rnnReluCell(x, hidden, weights());
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr() + (nonlinearity == Nonlinearity.TANH ? "" : ", nonlinearity=relu");
    }
}

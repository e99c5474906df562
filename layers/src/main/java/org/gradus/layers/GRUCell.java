package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Recurrent;

/**
 * One step of gated recurrent units; see {@link Recurrent#gruCell} for the formula. Inputs are [N,I] or [I], states [N,H] or
 * [H]. Weights begin uniform on ±1/√H, drawn from the global generator in PyTorch's order.
 */
public final class GRUCell extends RecurrentCellModule {

    /** A cell with biases. @throws IllegalArgumentException if a size is below 1 */
    public GRUCell(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, true);
    }

    /** A cell with biases, or without. @throws IllegalArgumentException if a size is below 1 */
    public GRUCell(int inputSize, int hiddenSize, boolean bias) {
        super(3, inputSize, hiddenSize, bias);
    }

    /** The state after a first step. @throws IllegalArgumentException if shapes do not fit */
    public Tensor forward(Tensor x) {
        return forward(x, zeros(x));
    }

    /** The state after a step. @throws IllegalArgumentException if shapes do not fit */
    public Tensor forward(Tensor x, Tensor hidden) {
        return Recurrent.gruCell(x, hidden, weights());
    }
}

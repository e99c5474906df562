package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Parameter;
import org.gradus.core.RecurrentWeights;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/** What recurrent cells and layers of them have in common: weights named as in PyTorch, and how they begin. */
abstract class RecurrentModule extends Module {

    private final int gates;
    private final int inputSize;
    private final int hiddenSize;

    /** A module without weights yet. @throws IllegalArgumentException if a size is below 1 */
    RecurrentModule(int gates, int inputSize, int hiddenSize) {
        checkArgument(inputSize >= 1, "[%s] inputSize must be at least 1, but is %s", typeName(), inputSize);
        checkArgument(hiddenSize >= 1, "[%s] hiddenSize must be at least 1, but is %s", typeName(), hiddenSize);
        this.gates = gates;
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
    }

    /** Registers the weights of one cell, zeros at first. The sizes are those of its input and of the state it is handed. */
    final RecurrentWeights register(String suffix, int input, int recurrent, boolean bias) {
        int rows = gates * hiddenSize;
        Parameter ofInput = parameter("weight_ih" + suffix, Tensor.zeros(rows, input));
        Parameter ofHidden = parameter("weight_hh" + suffix, Tensor.zeros(rows, recurrent));
        var weights = RecurrentWeights.of(ofInput, ofHidden);
        if (bias) {
            Parameter inputBias = parameter("bias_ih" + suffix, Tensor.zeros(rows));
            weights = weights.withBias(inputBias, parameter("bias_hh" + suffix, Tensor.zeros(rows)));
        }
        return recurrent == hiddenSize
                ? weights
                : weights.withProjection(parameter("weight_hr" + suffix, Tensor.zeros(recurrent, hiddenSize)));
    }

    /** Draws all weights anew, in their order from the global generator. */
    public final void resetParameters() {
        double bound = 1 / Math.sqrt(hiddenSize);
        Init uniform = Init.uniform(-bound, bound);
        parameters().forEach(parameter -> uniform.fill(parameter, Rng.global()));
    }

    final int inputSize() {
        return inputSize;
    }

    final int hiddenSize() {
        return hiddenSize;
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize;
    }
}

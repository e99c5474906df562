package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.RecurrentWeights;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** A recurrent cell, which takes one step. */
abstract class RecurrentCellModule extends RecurrentModule {

    private final RecurrentWeights weights;
    private final boolean bias;

    /** A cell with weights drawn from the global generator. @throws IllegalArgumentException if a size is below 1 */
    RecurrentCellModule(int gates, int inputSize, int hiddenSize, boolean bias) {
        super(gates, inputSize, hiddenSize);
        this.bias = bias;
        weights = register("", inputSize, hiddenSize, bias);
        resetParameters();
    }

    final RecurrentWeights weights() {
        return weights;
    }

    /** The state before the first step: zeros. @throws IllegalArgumentException if the input is neither [N,I] nor [I] */
    final Tensor zeros(Tensor x) {
        int rank = x.shape().rank();
        checkArgument((rank == 1 || rank == 2) && x.size(-1) == inputSize(),
                "[%s] the input must be [N,%s] or [%s], but is %s", typeName(), inputSize(), inputSize(), x.shape());
        Shape shape = x.shape().withSize(-1, hiddenSize());
        return Tensor.full(shape, 0, x.dtype());
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr() + (bias ? "" : ", bias=False");
    }
}

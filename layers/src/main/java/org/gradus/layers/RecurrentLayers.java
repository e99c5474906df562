package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import org.gradus.core.RecurrentStack;
import org.gradus.core.RecurrentWeights;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** Recurrent layers one on top of the other, and the layouts that sequences and states come in. */
abstract class RecurrentLayers extends RecurrentModule {

    private final RecurrentOptions options;
    private final int recurrentSize;
    private final ImmutableList<RecurrentWeights> weights;

    /** Layers with weights drawn from the global generator. @throws IllegalArgumentException if sizes do not fit */
    RecurrentLayers(int gates, int inputSize, int hiddenSize, RecurrentOptions options) {
        super(gates, inputSize, hiddenSize);
        checkArgument(options.projSize() < hiddenSize, "[%s] projSize must be below hiddenSize %s, but is %s",
                typeName(), hiddenSize, options.projSize());
        this.options = options;
        recurrentSize = options.projSize() == 0 ? hiddenSize : options.projSize();
        int directions = options.bidirectional() ? 2 : 1;
        ImmutableList.Builder<RecurrentWeights> all = ImmutableList.builder();
        for (int layer = 0; layer < options.numLayers(); layer++) {
            int input = layer == 0 ? inputSize : directions * recurrentSize;
            for (int direction = 0; direction < directions; direction++) {
                String suffix = "_l" + layer + (direction == 0 ? "" : "_reverse");
                all.add(register(suffix, input, recurrentSize, options.bias()));
            }
        }
        weights = all.build();
        resetParameters();
    }

    /** Options without a projection. @throws IllegalArgumentException if there is one */
    static RecurrentOptions withoutProjection(String type, RecurrentOptions options) {
        checkArgument(options.projSize() == 0, "[%s] only LSTM has a projection; leave projSize at 0", type);
        return options;
    }

    /** Options without a nonlinearity of one's own. @throws IllegalArgumentException if there is one */
    static RecurrentOptions withoutNonlinearity(String type, RecurrentOptions options) {
        checkArgument(options.nonlinearity() == Nonlinearity.TANH,
                "[%s] only RNN has a choice of nonlinearities; leave it at TANH", type);
        return options;
    }

    /** The weights, and the dropout that there is in training. */
    final RecurrentStack stack() {
        return new RecurrentStack(weights, options.bidirectional(), isTraining() ? options.dropout() : 0);
    }

    /** The size of a hidden state, after the projection if there is one. */
    final int recurrentSize() {
        return recurrentSize;
    }

    /** A sequence as [T,N,I]. @throws IllegalArgumentException if it is of another rank or number of features */
    final Tensor sequence(Tensor x) {
        int rank = x.shape().rank();
        checkArgument((rank == 2 || rank == 3) && x.size(-1) == inputSize(),
                "[%s] the input must be [%s,%s], or [T,%s] without a batch, but is %s", typeName(),
                options.batchFirst() ? "N,T" : "T,N", inputSize(), inputSize(), x.shape());
        return isSingle(x) ? x.unsqueeze(1) : options.batchFirst() ? x.transpose(0, 1) : x;
    }

    /** An output [T,N,H] in the layout of the input. */
    final Tensor outputAs(Tensor x, Tensor output) {
        return isSingle(x) ? output.squeeze(1) : options.batchFirst() ? output.transpose(0, 1) : output;
    }

    /**
     * States as [S,N,size] for a sequence: those given, [S,size] without a batch, or zeros.
     *
     * @throws IllegalArgumentException if those given are of another shape
     */
    final Tensor states(Tensor x, @Nullable Tensor given, int size) {
        int batch = isSingle(x) ? 1 : x.size(options.batchFirst() ? 0 : 1);
        Shape batched = Shape.of(weights.size(), batch, size);
        if (given == null) {
            return Tensor.full(batched, 0, x.dtype());
        }
        Shape expected = isSingle(x) ? Shape.of(weights.size(), size) : batched;
        checkArgument(given.shape().equals(expected),
                "[%s] initial states must be %s, one for every layer and direction, but are %s", typeName(), expected,
                given.shape());
        return isSingle(x) ? given.unsqueeze(1) : given;
    }

    /** States [S,N,size], without the batch if the input has none. */
    final Tensor statesAs(Tensor x, Tensor states) {
        return isSingle(x) ? states.squeeze(1) : states;
    }

    private static boolean isSingle(Tensor x) {
        return x.shape().rank() == 2;
    }

    @Override
    protected final String extraRepr() {
        StringBuilder text = new StringBuilder(super.extraRepr());
        if (options.projSize() != 0) {
            text.append(", proj_size=").append(options.projSize());
        }
        if (options.numLayers() != 1) {
            text.append(", num_layers=").append(options.numLayers());
        }
        if (!options.bias()) {
            text.append(", bias=False");
        }
        if (options.batchFirst()) {
            text.append(", batch_first=True");
        }
        if (options.dropout() != 0) {
            text.append(", dropout=").append(Repr.of(options.dropout()));
        }
        if (options.bidirectional()) {
            text.append(", bidirectional=True");
        }
        return text.toString();
    }
}

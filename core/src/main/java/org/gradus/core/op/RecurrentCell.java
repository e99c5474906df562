package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.RecurrentWeights;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** How a recurrent cell gets from one state to the next. A state is h, or h and c; h is also what the cell gives. */
enum RecurrentCell {

    /** h' = tanh(Wx + b + Uh + d). */
    RNN_TANH("rnnTanh", 1, 1) {
        @Override
        List<Tensor> next(Tensor fromInput, List<Tensor> state, RecurrentWeights weights) {
            return List.of(fromInput.add(fromHidden(state, weights)).tanh());
        }
    },

    /** h' = max(0, Wx + b + Uh + d). */
    RNN_RELU("rnnRelu", 1, 1) {
        @Override
        List<Tensor> next(Tensor fromInput, List<Tensor> state, RecurrentWeights weights) {
            return List.of(fromInput.add(fromHidden(state, weights)).relu());
        }
    },

    /** r, z = σ(…), n = tanh(Wₙx + bₙ + r·(Uₙh + dₙ)), h' = n + z·(h − n). */
    GRU("gru", 3, 1) {
        @Override
        List<Tensor> next(Tensor fromInput, List<Tensor> state, RecurrentWeights weights) {
            List<Tensor> x = fromInput.chunk(3, -1);
            List<Tensor> h = fromHidden(state, weights).chunk(3, -1);
            Tensor reset = x.get(0).add(h.get(0)).sigmoid();
            Tensor update = x.get(1).add(h.get(1)).sigmoid();
            Tensor candidate = x.get(2).add(reset.mul(h.get(2))).tanh();
            return List.of(candidate.add(update.mul(state.get(0).sub(candidate))));
        }
    },

    /** i, f, o = σ(…), g = tanh(…), c' = f·c + i·g, h' = o·tanh c', projected if there is a projection. */
    LSTM("lstm", 4, 2) {
        @Override
        List<Tensor> next(Tensor fromInput, List<Tensor> state, RecurrentWeights weights) {
            List<Tensor> gates = fromInput.add(fromHidden(state, weights)).chunk(4, -1);
            Tensor cell = gates.get(1).sigmoid().mul(state.get(1)).add(gates.get(0).sigmoid().mul(gates.get(2).tanh()));
            Tensor hidden = gates.get(3).sigmoid().mul(cell.tanh());
            Tensor projection = weights.projection();
            return List.of(projection == null ? hidden : MatMulOp.matmulTransposed(hidden, projection), cell);
        }
    };

    private final String title;
    private final int gates;
    private final int states;

    RecurrentCell(String title, int gates, int states) {
        this.title = title;
        this.gates = gates;
        this.states = states;
    }

    /** What messages call a sequence of its steps. */
    String title() {
        return title;
    }

    /** The state after a step, given W·x + b of its input. */
    abstract List<Tensor> next(Tensor fromInput, List<Tensor> state, RecurrentWeights weights);

    /** W·x + b of the inputs of one step, or of many at once. */
    static Tensor fromInput(Tensor x, RecurrentWeights weights) {
        return affine(x, weights.input(), weights.inputBias());
    }

    private static Tensor fromHidden(List<Tensor> state, RecurrentWeights weights) {
        return affine(state.get(0), weights.hidden(), weights.hiddenBias());
    }

    private static Tensor affine(Tensor x, Tensor weight, @Nullable Tensor bias) {
        Tensor product = MatMulOp.matmulTransposed(x, weight);
        return bias == null ? product : product.add(bias);
    }

    /**
     * Weights fit each other and inputs, and states fit the weights.
     *
     * @param op for messages
     * @param x inputs, their last dimension that of features
     * @param state of one step
     * @throws IllegalArgumentException naming what does not fit
     */
    void check(String op, Tensor x, List<Tensor> state, RecurrentWeights weights) {
        Shape input = weights.input().shape();
        Checks.rank(op, "the weight of the input", weights.input(), "G,I");
        Checks.rank(op, "the weight of the hidden state", weights.hidden(), "G,H");
        checkArgument(input.size(0) % gates == 0 && weights.hidden().size(0) == input.size(0),
                "[%s] weights %s and %s must have as many rows, a multiple of %s", op, input, weights.hidden().shape(),
                gates);
        int size = input.size(0) / gates;
        int hidden = weights.hidden().size(1);
        Tensor projection = weights.projection();
        checkArgument(projection == null || this == LSTM, "[%s] only an LSTM has a projection; leave it out", op);
        checkArgument(projection != null || hidden == size,
                "[%s] weights %s make hidden states of %s numbers, but the weight of the hidden state is %s", op, input,
                size, weights.hidden().shape());
        checkArgument(projection == null || projection.shape().equals(Shape.of(hidden, size)),
                "[%s] the projection must be [%s,%s] for weights %s and %s, but is %s", op, hidden, size, input,
                weights.hidden().shape(), projection == null ? null : projection.shape());
        checkArgument(x.shape().rank() > 0 && x.size(-1) == input.size(1),
                "[%s] the input is %s, but weights %s take %s features; they are its last dimension", op, x.shape(),
                input, input.size(1));
        for (int i = 0; i < states; i++) {
            Shape expected = x.shape().withSize(-1, i == 0 ? hidden : size);
            checkArgument(state.get(i).shape().equals(expected), "[%s] the %s state must be %s for input %s, but is %s",
                    op, i == 0 ? "hidden" : "cell", expected, x.shape(), state.get(i).shape());
        }
    }
}

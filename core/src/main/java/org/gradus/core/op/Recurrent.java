package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.LstmOutput;
import org.gradus.core.LstmState;
import org.gradus.core.RecurrentOutput;
import org.gradus.core.RecurrentStack;
import org.gradus.core.RecurrentWeights;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/**
 * Recurrent cells, which take one step, and layers of them, which take a sequence of steps; W, b are the weight and the bias of
 * the input, U, d those of the hidden state.
 *
 * <p>
 * A cell takes x [N,I] and h [N,H], or [I] and [H]. Layers take x [T,N,I] and states [S,N,H], where S is the number of layers
 * times that of directions, and give the last layer's hidden states [T,N,H], or [T,N,2H] if they run both ways. Between layers
 * elements are dropped as PyTorch drops them for the {@linkplain Rng#global() global generator's} seed.
 */
public final class Recurrent {

    private Recurrent() {}

    /**
     * h' = tanh(W·x + b + U·h + d).
     *
     * <p>
     * Source: J. Elman, <i>Finding structure in time</i>, Cognitive Science 14 (1990).
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor rnnTanhCell(Tensor x, Tensor h, RecurrentWeights weights) {
        return step("rnnTanhCell", RecurrentCell.RNN_TANH, x, List.of(h), weights).get(0);
    }

    /**
     * h' = max(0, W·x + b + U·h + d).
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor rnnReluCell(Tensor x, Tensor h, RecurrentWeights weights) {
        return step("rnnReluCell", RecurrentCell.RNN_RELU, x, List.of(h), weights).get(0);
    }

    /**
     * h' = (1 − z)·n + z·h, with r = σ(Wᵣ·x + bᵣ + Uᵣ·h + dᵣ), z alike, and n = tanh(Wₙ·x + bₙ + r·(Uₙ·h + dₙ)); gates in the
     * order r, z, n.
     *
     * <p>
     * Source: K. Cho et al., <i>Learning phrase representations using RNN encoder-decoder for statistical machine
     * translation</i>, EMNLP 2014, with r applied after the product, as in PyTorch.
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor gruCell(Tensor x, Tensor h, RecurrentWeights weights) {
        return step("gruCell", RecurrentCell.GRU, x, List.of(h), weights).get(0);
    }

    /**
     * c' = f·c + i·g and h' = o·tanh c', with i = σ(Wᵢ·x + bᵢ + Uᵢ·h + dᵢ), f and o alike, and g = tanh of the same; gates in
     * the order i, f, g, o. With a projection R, h' is multiplied by it.
     *
     * <p>
     * Source: S. Hochreiter and J. Schmidhuber, <i>Long short-term memory</i>, Neural Computation 9 (1997), with the forget
     * gate of F. Gers et al., 2000.
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static LstmState lstmCell(Tensor x, LstmState state, RecurrentWeights weights) {
        return lstmState(step("lstmCell", RecurrentCell.LSTM, x, List.of(state.hidden(), state.cell()), weights));
    }

    private static List<Tensor> step(String op, RecurrentCell cell, Tensor x, List<Tensor> state,
            RecurrentWeights weights) {
        cell.check(op, x, state, weights);
        return cell.next(RecurrentCell.fromInput(x, weights), state, weights);
    }

    /** Layers of {@link #rnnTanhCell}. @throws IllegalArgumentException if shapes or types do not fit, or T is 0 */
    public static RecurrentOutput rnnTanh(Tensor x, Tensor initial, RecurrentStack layers) {
        return recurrentOutput(run(RecurrentCell.RNN_TANH, x, List.of(initial), layers));
    }

    /** Layers of {@link #rnnReluCell}. @throws IllegalArgumentException if shapes or types do not fit, or T is 0 */
    public static RecurrentOutput rnnRelu(Tensor x, Tensor initial, RecurrentStack layers) {
        return recurrentOutput(run(RecurrentCell.RNN_RELU, x, List.of(initial), layers));
    }

    /** Layers of {@link #gruCell}. @throws IllegalArgumentException if shapes or types do not fit, or T is 0 */
    public static RecurrentOutput gru(Tensor x, Tensor initial, RecurrentStack layers) {
        return recurrentOutput(run(RecurrentCell.GRU, x, List.of(initial), layers));
    }

    /** Layers of {@link #lstmCell}. @throws IllegalArgumentException if shapes or types do not fit, or T is 0 */
    public static LstmOutput lstm(Tensor x, LstmState initial, RecurrentStack layers) {
        Run run = run(RecurrentCell.LSTM, x, List.of(initial.hidden(), initial.cell()), layers);
        return new LstmOutput(run.output(), lstmState(run.state()));
    }

    private static RecurrentOutput recurrentOutput(Run run) {
        return new RecurrentOutput(run.output(), run.state().get(0));
    }

    private static LstmState lstmState(List<Tensor> state) {
        return new LstmState(state.get(0), state.get(1));
    }

    /** Hidden states at every step, and the state after the last. */
    private record Run(Tensor output, List<Tensor> state) {}

    private static Run run(RecurrentCell cell, Tensor x, List<Tensor> initial, RecurrentStack layers) {
        String op = cell.title();
        Checks.rank(op, "the input", x, "T,N,I");
        checkArgument(x.size(0) > 0, "[%s] the sequence %s has no step; leave out empty sequences", op, x.shape());
        for (Tensor states : initial) {
            checkArgument(states.shape().rank() == 3 && states.size(0) == layers.size(),
                    "[%s] initial states must be [%s,N,H], one for every layer and direction, but are %s", op,
                    layers.size(), states.shape());
        }
        int directions = layers.bidirectional() ? 2 : 1;
        Tensor y = x;
        List<List<Tensor>> finals = new ArrayList<>();
        for (int first = 0; first < layers.size(); first += directions) {
            List<Tensor> outputs = new ArrayList<>();
            for (int i = first; i < first + directions; i++) {
                int which = i;
                List<Tensor> state = Lists.transform(initial, states -> states.select(0, which));
                Run run = run(cell, y, List.copyOf(state), layers.weights().get(i), i > first);
                outputs.add(run.output());
                finals.add(run.state());
            }
            y = directions == 1 ? outputs.get(0) : ConcatOp.concat(outputs, -1);
            if (first + directions < layers.size()) {
                y = Dropout.dropout(y, layers.dropout(), Rng.global());
            }
        }
        List<Tensor> state = new ArrayList<>();
        for (int i = 0; i < initial.size(); i++) {
            int component = i;
            state.add(ConcatOp.stack(Lists.transform(finals, each -> each.get(component)), 0));
        }
        return new Run(y, state);
    }

    /** One layer in one direction. The inputs' part of all steps is one product; only the states' part has to wait. */
    private static Run run(RecurrentCell cell, Tensor x, List<Tensor> initial, RecurrentWeights weights,
            boolean backwards) {
        cell.check(cell.title(), x.select(0, 0), initial, weights);
        List<Tensor> fromInput = Splitting.unbind(RecurrentCell.fromInput(x, weights), 0);
        Tensor[] outputs = new Tensor[fromInput.size()];
        List<Tensor> state = initial;
        for (int i = 0; i < outputs.length; i++) {
            int t = backwards ? outputs.length - 1 - i : i;
            state = cell.next(fromInput.get(t), state, weights);
            outputs[t] = state.get(0);
        }
        return new Run(ConcatOp.stack(Arrays.asList(outputs), 0), state);
    }
}

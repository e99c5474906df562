package org.gradus.examples.gradients;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradus.core.LstmOutput;
import org.gradus.core.LstmState;
import org.gradus.core.RecurrentOutput;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConcatOp;
import org.gradus.layers.Attended;
import org.gradus.layers.AttentionRequest;
import org.gradus.layers.GRU;
import org.gradus.layers.GRUCell;
import org.gradus.layers.LSTM;
import org.gradus.layers.LSTMCell;
import org.gradus.layers.LayerNorm;
import org.gradus.layers.MultiheadAttention;
import org.gradus.layers.RNN;
import org.gradus.layers.RNNCell;
import org.gradus.layers.RecurrentOptions;
import org.gradus.layers.TransformerEncoder;
import org.gradus.layers.TransformerEncoderLayer;

/** Recurrent layers, their cells, attention, and encoders, by all that they give. */
final class SequenceLayers {

    private SequenceLayers() {}

    static List<LayerCase> cases() {
        var layers = RecurrentOptions.DEFAULT;
        return List.of(
                recurrent(new RNN(2, 3)),
                recurrent(new GRU(2, 2, layers.withNumLayers(2).withBatchFirst(true).withBias(false))),
                lstm(new LSTM(2, 2, layers.withBidirectional(true).withProjSize(1))),
                cell(new RNNCell(2, 3)), cell(new GRUCell(2, 3)), cell(new LSTMCell(2, 3)),
                attention(new MultiheadAttention(2, 2, MultiheadAttention.options().withBias(false))),
                encoder(TransformerEncoderLayer.options().withNormFirst(false)),
                encoder(TransformerEncoderLayer.options().withNormFirst(true)));
    }

    private static LayerCase recurrent(RNN layer) {
        return new LayerCase(layer, x -> all(layer.forward(x)), Shape.of(3, 2, 2));
    }

    private static LayerCase recurrent(GRU layer) {
        return new LayerCase(layer, x -> all(layer.forward(x)), Shape.of(2, 3, 2));
    }

    private static LayerCase lstm(LSTM layer) {
        Function<LstmOutput, Tensor> all = y -> joined(y.output(), y.state().hidden(), y.state().cell());
        return new LayerCase(layer, x -> all.apply(layer.forward(x)), Shape.of(3, 2, 2));
    }

    private static LayerCase cell(RNNCell cell) {
        return new LayerCase(cell, x -> cell.forward(x, cell.forward(x)), Shape.of(2, 2));
    }

    private static LayerCase cell(GRUCell cell) {
        return new LayerCase(cell, x -> cell.forward(x, cell.forward(x)), Shape.of(2, 2));
    }

    private static LayerCase cell(LSTMCell cell) {
        return new LayerCase(cell, x -> {
            LstmState state = cell.forward(x, cell.forward(x));
            return joined(state.hidden(), state.cell());
        }, Shape.of(2, 2));
    }

    /** Not to the last key of the first sequence. A bias of keys cancels, and what is left of it is rounding. */
    private static LayerCase attention(MultiheadAttention attention) {
        Tensor padding = Tensor.of(new boolean[]{false, false, true, false, false, false}, 2, 3);
        return new LayerCase(attention, x -> {
            Attended y = attention.forward(x, x, x, AttentionRequest.DEFAULT.withKeyPaddingMask(padding)
                    .withAverageAttnWeights(false));
            return joined(y.output(), y.weights());
        }, Shape.of(3, 2, 2));
    }

    /** In evaluation, which drops nothing, and without biases, as attention. */
    private static LayerCase encoder(TransformerEncoderLayer.Options options) {
        var layer = new TransformerEncoderLayer(2, 1, options.withDimFeedforward(3).withBias(false)
                .withActivation(TransformerEncoderLayer.Activation.GELU));
        var encoder = new TransformerEncoder(layer, 2, new LayerNorm(2));
        encoder.eval();
        return LayerCase.of(encoder, 3, 1, 2);
    }

    private static Tensor all(RecurrentOutput y) {
        return joined(y.output(), y.hidden());
    }

    private static Tensor joined(Tensor... parts) {
        return ConcatOp.concat(Stream.of(parts).map(part -> part.flatten(0)).toList(), 0);
    }
}

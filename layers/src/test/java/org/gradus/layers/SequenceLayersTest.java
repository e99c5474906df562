package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.LstmState;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** What recurrent layers and attention take, refuse and leave alone. */
class SequenceLayersTest {

    private static final RecurrentOptions LAYERS = RecurrentOptions.DEFAULT;

    private static void refused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    @Test
    void a_layer_is_its_cell_step_after_step() {
        LSTM layer = new LSTM(3, 4);
        LSTMCell cell = new LSTMCell(3, 4);
        layer.stateDict().forEach((name, value) -> cell.namedParameters().get(name.replace("_l0", "")).set(value));
        Tensor x = Tensor.of(new float[]{1, 2, 3, -1, 0, 1, 0.5f, 1, -2}, 3, 1, 3);
        LstmState state = cell.forward(x.select(0, 0));
        for (int t = 1; t < 3; t++) {
            state = cell.forward(x.select(0, t), state);
        }
        var result = layer.forward(x);
        assertThat(result.output().select(0, 2).toFloatArray()).isEqualTo(state.hidden().toFloatArray());
        assertThat(result.state().hidden().select(0, 0).toFloatArray()).isEqualTo(state.hidden().toFloatArray());
        assertThat(result.state().cell().select(0, 0).toFloatArray()).isEqualTo(state.cell().toFloatArray());
    }

    @Test
    void a_sequence_may_be_cut_where_the_state_is_handed_on() {
        GRU gru = new GRU(2, 3, LAYERS.withNumLayers(2));
        Tensor x = Tensor.of(new float[]{1, 2, -1, 0.5f, 3, 1, 0, -2}, 4, 1, 2);
        var whole = gru.forward(x);
        var first = gru.forward(x.narrow(0, 0, 3));
        var rest = gru.forward(x.narrow(0, 3, 1), first.hidden());
        assertThat(rest.hidden().toFloatArray()).isEqualTo(whole.hidden().toFloatArray());
        assertThat(rest.output().toFloatArray()).isEqualTo(whole.output().narrow(0, 3, 1).toFloatArray());
    }

    @Test
    void dropout_is_for_training_alone() {
        RNN rnn = new RNN(2, 3, LAYERS.withNumLayers(2).withDropout(0.9));
        Tensor x = Tensor.ones(4, 1, 2);
        rnn.eval();
        assertThat(rnn.forward(x).output().toFloatArray()).isEqualTo(rnn.forward(x).output().toFloatArray());
        var attention = new MultiheadAttention(4, 2, MultiheadAttention.options().withDropout(1));
        assertThat(attention.forward(Tensor.ones(2, 1, 4), Tensor.ones(2, 1, 4), Tensor.ones(2, 1, 4)).weights().sum()
                .item()).isZero();
        attention.eval();
        assertThat(attention.forward(Tensor.ones(2, 1, 4), Tensor.ones(2, 1, 4), Tensor.ones(2, 1, 4)).weights()
                .toFloatArray()).containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
    }

    @Test
    void a_query_of_padding_alone_gets_the_bias_of_the_output() {
        var attention = new MultiheadAttention(4, 2);
        Tensor x = Tensor.ones(2, 1, 4);
        var request = AttentionRequest.DEFAULT.withKeyPaddingMask(Tensor.of(new boolean[]{true, true}, 1, 2));
        var attended = attention.forward(x, x, x, request);
        assertThat(attended.output().toFloatArray()).containsOnly(0);
        assertThat(attended.weights().toFloatArray()).containsOnly(0);
        attended.output().sum().backward();
        assertThat(attention.namedParameters().get("in_proj_weight").grad().toFloatArray()).containsOnly(0);
    }

    @Test
    void the_bias_of_values_shifts_the_mean_and_those_of_a_single_query_and_key_change_nothing() {
        var attention = new MultiheadAttention(2, 1);
        attention.namedParameters().get("out_proj.weight").set(Tensor.of(new float[]{1, 2, 3, 4}, 2, 2));
        Tensor x = Tensor.ones(1, 1, 2);
        attention.forward(x, x, x).output().sum().backward();
        // for queries, keys and values; of the last the sums of O's columns
        assertThat(attention.namedParameters().get("in_proj_bias").grad().toFloatArray()).containsExactly(0, 0, 0, 0, 4,
                6);
        assertThat(attention.namedParameters().get("out_proj.bias").grad().toFloatArray()).containsExactly(1, 1);
    }

    @Test
    void a_mask_for_every_head_and_sequence_is_understood() {
        var attention = new MultiheadAttention(2, 2);
        Tensor x = Tensor.of(new float[]{1, 2, 3, 4}, 2, 1, 2);
        // head 0 may attend to key 0 alone, head 1 to key 1
        Tensor mask = Tensor.of(new boolean[]{false, true, false, true, true, false, true, false}, 2, 2, 2);
        var attended = attention.forward(x, x, x,
                AttentionRequest.DEFAULT.withAttnMask(mask).withAverageAttnWeights(false));
        assertThat(attended.weights().shape()).isEqualTo(Shape.of(1, 2, 2, 2));
        assertThat(attended.weights().toFloatArray()).containsExactly(1, 0, 1, 0, 0, 1, 0, 1);
    }

    @Test
    void sizes_and_options_are_checked() {
        refused("[GRU] inputSize must be at least 1, but is 0", () -> new GRU(0, 3));
        refused("[LSTMCell] hiddenSize must be at least 1, but is 0", () -> new LSTMCell(3, 0));
        refused("[recurrent] numLayers must be at least 1, but is 0", () -> LAYERS.withNumLayers(0));
        refused("[recurrent] dropout must be in [0, 1], but is 1.5", () -> LAYERS.withDropout(1.5));
        refused("[recurrent] projSize must not be negative, but is -1", () -> LAYERS.withProjSize(-1));
        refused("[recurrent] the nonlinearity must be TANH or RELU, but is SELU",
                () -> LAYERS.withNonlinearity(Nonlinearity.SELU));
        refused("[RNNCell] the nonlinearity must be TANH or RELU, but is SELU",
                () -> RNNCell.options().withNonlinearity(Nonlinearity.SELU));
        refused("[LSTM] projSize must be below hiddenSize 3, but is 3", () -> new LSTM(2, 3, LAYERS.withProjSize(3)));
        refused("[GRU] only LSTM has a projection; leave projSize at 0", () -> new GRU(2, 3, LAYERS.withProjSize(1)));
        refused("[RNN] only LSTM has a projection; leave projSize at 0", () -> new RNN(2, 3, LAYERS.withProjSize(1)));
        refused("[LSTM] only RNN has a choice of nonlinearities; leave it at TANH",
                () -> new LSTM(2, 3, LAYERS.withNonlinearity(Nonlinearity.RELU)));
        refused("[MultiheadAttention] embedDim must be at least 1, but is 0", () -> new MultiheadAttention(0, 1));
        refused("[MultiheadAttention] numHeads must be at least 1, but is 0", () -> new MultiheadAttention(4, 0));
        refused("[MultiheadAttention] embedDim 4 does not divide among 3 heads", () -> new MultiheadAttention(4, 3));
        refused("[MultiheadAttention] dropout must be in [0, 1], but is -1.0",
                () -> MultiheadAttention.options().withDropout(-1));
        refused("[MultiheadAttention] kdim and vdim must not be negative, but are -1 and 0",
                () -> MultiheadAttention.options().withKdim(-1));
    }

    @Test
    void inputs_and_states_are_checked() {
        GRU gru = new GRU(2, 3);
        refused("[GRU] the input must be [T,N,2], or [T,2] without a batch, but is [4,1,3]",
                () -> gru.forward(Tensor.ones(4, 1, 3)));
        refused("[GRU] the input must be [N,T,2], or [T,2] without a batch, but is [2]",
                () -> new GRU(2, 3, LAYERS.withBatchFirst(true)).forward(Tensor.ones(2)));
        refused("[GRU] initial states must be [1,5,3], one for every layer and direction, but are [1,4,3]",
                () -> gru.forward(Tensor.ones(4, 5, 2), Tensor.ones(1, 4, 3)));
        refused("[GRU] initial states must be [1,3], one for every layer and direction, but are [1,1,3]",
                () -> gru.forward(Tensor.ones(4, 2), Tensor.ones(1, 1, 3)));
        refused("[gru] the sequence [0,1,2] has no step; leave out empty sequences",
                () -> gru.forward(Tensor.ones(0, 1, 2)));
        refused("[GRUCell] the input must be [N,2] or [2], but is [1,1,2]",
                () -> new GRUCell(2, 3).forward(Tensor.ones(1, 1, 2)));
        refused("[gruCell] the hidden state must be [5,3] for input [5,2], but is [3]",
                () -> new GRUCell(2, 3).forward(Tensor.ones(5, 2), Tensor.ones(3)));
        var attention = new MultiheadAttention(4, 2);
        Tensor x = Tensor.ones(3, 2, 4);
        refused("[MultiheadAttention] queries must be [L,N,4], or [L,4] without a batch, but are [4]",
                () -> attention.forward(Tensor.ones(4), x, x));
        refused("[MultiheadAttention] there must be a value for each key, and as many sequences as of queries, but queries are [3,2,4], keys [5,2,4] and values [3,2,4]",
                () -> attention.forward(x, Tensor.ones(5, 2, 4), x));
        refused("[MultiheadAttention] the key padding mask must be [2,3], or [3] without a batch, but is [3,2]",
                () -> attention.forward(x, x, x, AttentionRequest.DEFAULT.withKeyPaddingMask(Tensor.ones(3, 2))));
        refused("[MultiheadAttention] the attention mask must be [3,3] or [4,3,3], but is [2,3,3]",
                () -> attention.forward(x, x, x, AttentionRequest.DEFAULT.withAttnMask(Tensor.ones(2, 3, 3))));
    }
}

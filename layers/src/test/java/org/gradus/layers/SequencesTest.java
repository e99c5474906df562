package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gradus.core.LstmOutput;
import org.gradus.core.LstmState;
import org.gradus.core.RecurrentOutput;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recurrent layers, attention and transformer encoders against PyTorch's: how they begin, are saved and printed, and what they give. */
class SequencesTest {

    private static final RecurrentOptions LAYERS = RecurrentOptions.DEFAULT;
    private static final JsonObject FILE = read();

    /** A module to be made after PyTorch's seed, and what it gives. */
    private record Case(String name, Supplier<Module> make, Function<Module, List<Tensor>> apply) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static <M extends Module> Case of(String name, Supplier<M> make, Function<M, List<Tensor>> apply) {
        @SuppressWarnings("unchecked") // it is what was made
        Function<Module, List<Tensor>> untyped = module -> apply.apply((M) module);
        return new Case(name, make::get, untyped);
    }

    private static Stream<Case> cases() {
        return Stream.of(recurrent(), attention(), encoders()).flatMap(each -> each);
    }

    private static Stream<Case> recurrent() {
        return Stream.of(
                of("rnn", () -> new RNN(3, 4), m -> all(m.forward(wave(0, 5, 2, 3)))),
                of("rnn of relu",
                        () -> new RNN(3, 4, LAYERS.withNumLayers(2).withNonlinearity(Nonlinearity.RELU).withBias(false)
                                .withBatchFirst(true)),
                        m -> all(m.forward(wave(0, 2, 5, 3), wave(7, 2, 2, 4)))),
                of("gru", () -> new GRU(3, 4, LAYERS.withNumLayers(2).withBidirectional(true)),
                        m -> all(m.forward(wave(0, 5, 2, 3), wave(7, 4, 2, 4)))),
                of("gru without a batch", () -> new GRU(3, 4), m -> all(m.forward(wave(0, 5, 3), wave(7, 1, 4)))),
                of("lstm", () -> new LSTM(3, 4, LAYERS.withNumLayers(2).withBidirectional(true).withBatchFirst(true)),
                        m -> all(m.forward(wave(0, 2, 5, 3), new LstmState(wave(7, 4, 2, 4), wave(9, 4, 2, 4))))),
                of("lstm with projection",
                        () -> new LSTM(3, 4, LAYERS.withNumLayers(2).withBidirectional(true).withProjSize(2)),
                        m -> all(m.forward(wave(0, 5, 2, 3), new LstmState(wave(7, 4, 2, 2), wave(9, 4, 2, 4))))),
                of("lstm without a batch", () -> new LSTM(3, 4, LAYERS.withBatchFirst(true)),
                        m -> all(m.forward(wave(0, 5, 3)))),
                of("lstm with dropout",
                        () -> new LSTM(3, 4, LAYERS.withNumLayers(3).withDropout(0.5).withBidirectional(true)),
                        m -> all(m.forward(wave(0, 5, 2, 3)))),
                of("gru with dropout",
                        () -> new GRU(3, 4, LAYERS.withNumLayers(2).withDropout(0.25).withBatchFirst(true)),
                        m -> all(m.forward(wave(0, 2, 5, 3)))),
                of("rnn cell", () -> new RNNCell(3, 4), m -> List.of(m.forward(wave(0, 2, 3)))),
                of("rnn cell of relu",
                        () -> new RNNCell(3, 4,
                                RNNCell.options().withBias(false).withNonlinearity(Nonlinearity.RELU)),
                        m -> List.of(m.forward(wave(0, 3), wave(7, 4)))),
                of("gru cell", () -> new GRUCell(3, 4), m -> List.of(m.forward(wave(0, 2, 3), wave(7, 2, 4)))),
                of("lstm cell", () -> new LSTMCell(3, 4, false),
                        m -> all(m.forward(wave(0, 2, 3), new LstmState(wave(7, 2, 4), wave(9, 2, 4))))));
    }

    private static Stream<Case> attention() {
        var request = AttentionRequest.DEFAULT;
        Tensor x = wave(0, 5, 3, 4);
        Tensor single = wave(0, 5, 4);
        Tensor sequences = wave(0, 2, 5, 4);
        return Stream.of(
                of("attention", () -> new MultiheadAttention(4, 2),
                        m -> all(m.forward(x, wave(7, 6, 3, 4), wave(9, 6, 3, 4)))),
                of("attention of other features",
                        () -> new MultiheadAttention(4, 2, MultiheadAttention.options().withKdim(3).withVdim(5)
                                .withBias(false).withBatchFirst(true)),
                        m -> all(m.forward(sequences, wave(7, 2, 6, 3), wave(9, 2, 6, 5),
                                request.withAverageAttnWeights(false)))),
                of("attention without a batch", () -> new MultiheadAttention(4, 2),
                        m -> all(m.forward(single, single, single,
                                request.withAttnMask(Tensor.ones(5, 5).tril().eq(0))))),
                of("attention with masks", () -> new MultiheadAttention(4, 2),
                        m -> all(m.forward(x, wave(7, 6, 3, 4), wave(9, 6, 3, 4), request.withAttnMask(wave(0, 6, 5, 6))
                                .withKeyPaddingMask(wave(3, 3, 6).gt(0.5))))),
                of("attention with dropout",
                        () -> new MultiheadAttention(4, 2, MultiheadAttention.options().withDropout(0.5)),
                        m -> all(m.forward(x, x, x))),
                of("attention without weights",
                        () -> new MultiheadAttention(4, 2, MultiheadAttention.options().withBatchFirst(true)),
                        m -> all(m.forward(sequences, sequences, sequences, request.withNeedWeights(false)))));
    }

    private static Stream<Case> encoders() {
        var options = TransformerEncoderLayer.options().withDimFeedforward(6);
        var request = AttentionRequest.DEFAULT;
        var causal = request.withAttnMask(Tensor.ones(5, 5).tril().eq(0));
        Tensor x = wave(0, 5, 3, 4);
        Tensor sequences = wave(0, 2, 5, 4);
        return Stream.of(
                of("encoder layer", () -> new TransformerEncoderLayer(4, 2, options), m -> List.of(m.forward(x))),
                of("encoder layer with norms first",
                        () -> new TransformerEncoderLayer(4, 2, options.withNormFirst(true).withBatchFirst(true)
                                .withActivation(TransformerEncoderLayer.Activation.GELU).withLayerNormEps(1e-3)),
                        m -> List.of(m.forward(sequences, request.withKeyPaddingMask(wave(3, 2, 5).gt(0.5))))),
                of("encoder layer without a batch", () -> new TransformerEncoderLayer(4, 2, options.withBias(false)),
                        m -> List.of(m.forward(wave(0, 5, 4), causal))),
                of("encoder layer with dropout", () -> new TransformerEncoderLayer(4, 2, options.withDropout(0.5)),
                        m -> List.of(m.forward(x))),
                of("encoder", () -> new TransformerEncoder(new TransformerEncoderLayer(4, 2, options), 2),
                        m -> List.of(m.forward(x, causal))),
                of("encoder with a norm and dropout",
                        () -> new TransformerEncoder(new TransformerEncoderLayer(4, 2,
                                options.withDropout(0.25).withNormFirst(true).withBatchFirst(true)), 3,
                                new LayerNorm(4)),
                        m -> List.of(m.forward(sequences))));
    }

    private static List<Tensor> all(RecurrentOutput output) {
        return List.of(output.output(), output.hidden());
    }

    private static List<Tensor> all(LstmOutput output) {
        return List.of(output.output(), output.state().hidden(), output.state().cell());
    }

    private static List<Tensor> all(LstmState state) {
        return List.of(state.hidden(), state.cell());
    }

    private static List<Tensor> all(Attended attended) {
        return attended.weights() == null
                ? List.of(attended.output())
                : List.of(attended.output(), attended.weights());
    }

    /** sin 0.7k for k from a start on. */
    private static Tensor wave(int start, int... shape) {
        float[] values = new float[Shape.of(shape).numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin((start + i) * 0.7);
        }
        return Tensor.wrap(values, Shape.of(shape));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_begins_with_pytorchs_bits_under_its_keys_and_is_printed_alike(Case each) {
        JsonObject expected = FILE.getAsJsonObject(each.name());
        Rng.manualSeed(1234);
        Module module = each.make().get();
        JsonObject state = expected.getAsJsonObject("state");
        assertThat(module.stateDict().keySet()).containsExactlyElementsOf(state.keySet());
        module.stateDict().forEach((key, value) -> {
            JsonObject saved = state.getAsJsonObject(key);
            assertThat(value.shape()).as(key).isEqualTo(shape(saved));
            assertThat(value.toFloatArray()).as(key).isEqualTo(values(saved));
        });
        assertThat(module).hasToString(expected.get("printed").getAsString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_gives_what_pytorch_gives_and_drops_what_it_drops(Case each) {
        Rng.manualSeed(1234);
        Module module = each.make().get();
        module.train(each.name().contains("dropout"));
        Rng.manualSeed(99);
        List<Tensor> actual = each.apply().apply(module);
        JsonArray expected = FILE.getAsJsonObject(each.name()).getAsJsonArray("outputs");
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            JsonObject output = expected.get(i).getAsJsonObject();
            assertThat(actual.get(i).shape()).as("output " + i).isEqualTo(shape(output));
            assertThat(actual.get(i).toFloatArray()).as("output " + i).containsExactly(values(output), within(2e-6f));
        }
    }

    private static Shape shape(JsonObject tensor) {
        return Shape.of(tensor.getAsJsonArray("shape").asList().stream().mapToInt(JsonElement::getAsInt).toArray());
    }

    private static float[] values(JsonObject tensor) {
        List<Float> values = new ArrayList<>();
        tensor.getAsJsonArray("values").forEach(value -> values.add(value.getAsFloat()));
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    private static JsonObject read() {
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(SequencesTest.class.getResourceAsStream("/torch/sequences.json")),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Doubles;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DropoutTest {

    private interface Drop {
        Tensor from(Tensor x, double p, Rng rng);
    }

    private static final Map<String, Drop> FUNCTIONS = Map.of("dropout", Dropout::dropout, "dropout1d",
            Dropout::dropout1d, "dropout2d", Dropout::dropout2d, "dropout3d", Dropout::dropout3d, "alphaDropout",
            Dropout::alphaDropout, "featureAlphaDropout", Dropout::featureAlphaDropout);

    private static Stream<JsonObject> torchCases() throws IOException {
        var stream = Objects.requireNonNull(DropoutTest.class.getResourceAsStream("/torch/dropouts.json"));
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject);
        }
    }

    @ParameterizedTest
    @MethodSource("torchCases")
    void the_result_and_the_next_number_drawn_are_pytorchs_to_the_bit(JsonObject torch) {
        DType dtype = torch.get("double").getAsBoolean() ? DType.FLOAT64 : DType.FLOAT32;
        Shape shape = Shape.of(torch.getAsJsonArray("shape").asList().stream().mapToInt(JsonElement::getAsInt)
                .toArray());
        Rng rng = new Rng(1234);
        Tensor y = FUNCTIONS.get(torch.get("function").getAsString()).from(wave(shape).to(dtype),
                torch.get("p").getAsDouble(), rng);
        assertThat(y.shape()).isEqualTo(shape);
        assertThat(y.dtype()).isEqualTo(dtype);
        assertThat(y.to(DType.FLOAT64).toDoubleArray()).containsExactly(
                torch.getAsJsonArray("values").asList().stream().mapToDouble(JsonElement::getAsDouble).toArray());
        assertThat(Tensor.rand(rng, 1).item()).isEqualTo(torch.get("next").getAsDouble());
    }

    private static Tensor wave(Shape shape) {
        double[] values = new double[shape.numel()];
        Arrays.setAll(values, i -> Math.sin(i * 0.7));
        return Tensor.wrap(values, shape);
    }

    @Test
    void a_channel_is_dropped_as_a_whole_or_doubled_as_a_whole() {
        Tensor y = Dropout.dropout2d(Tensor.ones(8, 16, 3, 5), 0.5, new Rng(5));
        assertThat(y.amax(-1, -2).toFloatArray()).contains(0, 2).containsOnly(0, 2)
                .isEqualTo(y.amin(-1, -2).toFloatArray());
    }

    @Test
    void without_a_batch_the_channels_are_those_of_a_batch_of_one() {
        Tensor x = Tensor.ones(64, 2, 1, 3);
        assertThat(Dropout.dropout3d(x, 0.5, new Rng(5)).toFloatArray())
                .isEqualTo(Dropout.dropout3d(x.unsqueeze(0), 0.5, new Rng(5)).toFloatArray());
    }

    @Test
    void alphaDropout_keeps_mean_0_and_variance_1_whatever_is_dropped() {
        Tensor x = Tensor.randn(new Rng(1), 200_000).to(DType.FLOAT64);
        for (double p : new double[]{0.1, 0.5, 0.9}) {
            Tensor y = Dropout.alphaDropout(x, p, new Rng(2));
            assertThat(y.mean().item()).as("mean, p = %s", p).isCloseTo(0, within(0.02)); // 9 times 1/√200,000
            assertThat(y.square().mean().item()).as("variance, p = %s", p).isCloseTo(1, within(0.02));
        }
    }

    @Test
    void alphaDropout_of_a_half_is_one_of_two_lines() {
        // α' = −1.7581, p = 1/2: a = (1/2·(1 + 3.0909/2))^(−1/2) = 0.8864, b = 1.7581·0.8864/2 = 0.7792; dropped: α'·a + b = −b
        Tensor y = Dropout.alphaDropout(Tensor.full(Shape.of(100), 2, DType.FLOAT64), 0.5, new Rng(3));
        assertThat(Doubles.asList(y.toDoubleArray())).allSatisfy(
                value -> assertThat(Math.min(Math.abs(value - (2 * 0.8864 + 0.7792)), Math.abs(value + 0.7792)))
                        .isLessThan(1e-4));
        assertThat(y.amin().item()).isNegative();
        assertThat(y.amax().item()).isPositive();
    }
}

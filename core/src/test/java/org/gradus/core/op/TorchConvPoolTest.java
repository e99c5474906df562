package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gradus.core.Autograd;
import org.gradus.core.ConvOptions;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.io.SafeTensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions and max-pools against PyTorch: {@code conv-pool-cases} holds its float64 results. */
class TorchConvPoolTest {

    private static final Map<String, Tensor> TENSORS = tensors();

    private record Case(String name, String op, int kernel, int stride, int padding, int dilation, int groups,
            @SerializedName("ceil_mode") boolean ceilMode) {

        Tensor tensor(String part) {
            return Objects.requireNonNull(TENSORS.get(name + "." + part), name + "." + part);
        }

        ConvOptions conv2d() {
            return ConvOptions.DEFAULT.withStride(stride).withPadding(padding).withDilation(dilation)
                    .withGroups(groups);
        }

        MaxPoolOptions pool() {
            return MaxPoolOptions.kernel(kernel).withStride(stride).withPadding(padding).withCeilMode(ceilMode);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Map<String, Tensor> tensors() {
        try {
            return SafeTensors.load(Path.of(resource("/torch/conv-pool-cases.safetensors").toURI()));
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(TorchConvPoolTest.class.getResource(name), name);
    }

    private static Stream<Case> cases(String op) throws IOException {
        try (var reader = new InputStreamReader(resource("/torch/conv-pool-cases.json").openStream(),
                StandardCharsets.UTF_8)) {
            List<Case> cases = Arrays.stream(new Gson().fromJson(reader, Case[].class))
                    .filter(c -> c.op.equals(op)).toList();
            assertThat(cases).hasSizeGreaterThanOrEqualTo(16);
            return cases.stream();
        }
    }

    static Stream<Case> convolutions() throws IOException {
        return cases("conv2d");
    }

    static Stream<Case> pools() throws IOException {
        return cases("max_pool2d");
    }

    /** y and the gradients of uᵀ·y with respect to x, weight and bias. */
    private record Results(Tensor y, Tensor gx, Tensor gw, Tensor gb) {}

    private static Results convolve(ConvOptions options, Tensor x, Tensor w, Tensor b, Tensor u) {
        Tensor leafX = x.requiresGrad(true);
        Tensor leafW = w.requiresGrad(true);
        Tensor leafB = b.requiresGrad(true);
        Tensor y = ConvOp.conv2d(leafX, leafW, leafB, options);
        var gradients = Autograd.grad(List.of(y), List.of(leafX, leafW, leafB),
                GradOptions.DEFAULT.withCotangents(u));
        return new Results(y, gradients.get(0), gradients.get(1), gradients.get(2));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void conv2d_in_float64_is_pytorchs(Case c) {
        var r = convolve(c.conv2d(), c.tensor("x"), c.tensor("w"), c.tensor("b"), c.tensor("u"));
        assertWithin("y", r.y, c.tensor("y"), 1e-10);
        assertWithin("gx", r.gx, c.tensor("gx"), 1e-10);
        assertWithin("gw", r.gw, c.tensor("gw"), 1e-10);
        assertWithin("gb", r.gb, c.tensor("gb"), 1e-10);
    }

    /** The products' number counts what a float32 sum may lose; operands rounded to float32 cost as much as 3 more. */
    @ParameterizedTest
    @MethodSource("convolutions")
    void conv2d_in_float32_is_pytorchs_within_rounding(Case c) {
        Tensor x = c.tensor("x");
        Tensor w = c.tensor("w");
        Tensor u = c.tensor("u");
        var r = convolve(c.conv2d(), float32(x), float32(w), float32(c.tensor("b")), float32(u));
        var scale = convolve(c.conv2d(), absolute(x), absolute(w), absolute(c.tensor("b")), absolute(u));
        int cells = w.size(2) * w.size(3);
        int pixels = u.size(0) * u.size(2) * u.size(3);
        assertRounded("y", r.y, c.tensor("y"), scale.y, w.size(1) * cells + 4);
        assertRounded("gx", r.gx, c.tensor("gx"), scale.gx, w.size(0) / c.groups * cells + 3);
        assertRounded("gw", r.gw, c.tensor("gw"), scale.gw, pixels + 3);
        assertRounded("gb", r.gb, c.tensor("gb"), scale.gb, pixels + 3);
    }

    @ParameterizedTest
    @MethodSource("pools")
    void maxPool2d_in_float64_is_pytorchs(Case c) {
        Tensor x = c.tensor("x").requiresGrad(true);
        Tensor y = MaxPool2dOp.maxPool2d(x, c.pool());
        assertWithin("y", y, c.tensor("y"), 0);
        assertWithin("gx", gradient(y, x, c.tensor("u")), c.tensor("gx"), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("pools")
    void maxPool2d_in_float32_is_pytorchs_within_rounding(Case c) {
        Tensor x = float32(c.tensor("x")).requiresGrad(true);
        Tensor y = MaxPool2dOp.maxPool2d(x, c.pool());
        assertWithin("y", y.to(DType.FLOAT64), float32(c.tensor("y")).to(DType.FLOAT64), 0);
        Tensor absoluteX = c.tensor("x").requiresGrad(true);
        Tensor scale = gradient(MaxPool2dOp.maxPool2d(absoluteX, c.pool()), absoluteX, absolute(c.tensor("u")));
        assertRounded("gx", gradient(y, x, float32(c.tensor("u"))), c.tensor("gx"), scale, c.kernel * c.kernel + 1);
    }

    private static Tensor gradient(Tensor y, Tensor x, Tensor u) {
        return Autograd.grad(List.of(y), List.of(x), GradOptions.DEFAULT.withCotangents(u)).getFirst();
    }

    private static Tensor float32(Tensor x) {
        return x.to(DType.FLOAT32);
    }

    private static Tensor absolute(Tensor x) {
        return Tensor.wrap(Arrays.stream(x.toDoubleArray()).map(Math::abs).toArray(), x.shape());
    }

    private static void assertWithin(String what, Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        assertThat(actual.toDoubleArray()).as(what).usingComparatorWithPrecision(tolerance)
                .containsExactly(expected.toDoubleArray());
    }

    /** |actual − expected| ≤ roundings · 2⁻²⁴ · scale, element by element. */
    private static void assertRounded(String what, Tensor actual, Tensor expected, Tensor scale, int roundings) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        float[] values = actual.toFloatArray();
        double[] exact = expected.toDoubleArray();
        double[] scales = scale.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs(values[i] - exact[i])).as("%s, element %s: %s for %s", what, i, values[i], exact[i])
                    .isLessThanOrEqualTo(roundings * 0x1p-24 * scales[i]);
        }
    }
}

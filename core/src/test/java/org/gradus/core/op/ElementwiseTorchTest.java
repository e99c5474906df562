package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.gradus.core.Autograd;
import org.gradus.core.GeluApproximation;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values and gradients against PyTorch's at kinks, ties and the ends of the range; {@code elementwise.py}, beside the
 * file that is read here, wrote it.
 */
class ElementwiseTorchTest {

    private static final JsonObject CASES = read("/torch/elementwise.json").getAsJsonObject("cases");

    private static final Map<String, UnaryOperator<Tensor>> OF_ONE = ofOne();
    private static final Map<String, BinaryOperator<Tensor>> OF_TWO = ofTwo();

    private static Map<String, UnaryOperator<Tensor>> ofOne() {
        Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
        all.put("abs", Tensor::abs);
        all.put("sign", Tensor::sign);
        all.put("floor", Tensor::floor);
        all.put("ceil", Tensor::ceil);
        all.put("round", Tensor::round);
        all.put("trunc", TruncOp::trunc);
        all.put("expm1", Tensor::expm1);
        all.put("square", Tensor::square);
        all.put("reciprocal", Tensor::reciprocal);
        all.put("erf", ErfOp::erf);
        all.put("erfc", ErfcOp::erfc);
        all.put("sinh", SinhOp::sinh);
        all.put("cosh", CoshOp::cosh);
        all.put("atan", AtanOp::atan);
        all.put("asinh", AsinhOp::asinh);
        all.put("exp2", Exp2Op::exp2);
        all.put("sin", Tensor::sin);
        all.put("cos", Tensor::cos);
        all.put("tan", TanOp::tan);
        all.put("sqrt", Tensor::sqrt);
        all.put("rsqrt", Tensor::rsqrt);
        all.put("log1p", Tensor::log1p);
        all.put("log2", Log2Op::log2);
        all.put("log10", Log10Op::log10);
        all.put("acosh", AcoshOp::acosh);
        all.put("asin", AsinOp::asin);
        all.put("acos", AcosOp::acos);
        all.put("atanh", AtanhOp::atanh);
        all.put("clamp", x -> x.clamp(-1, 1.5));
        all.put("clampMin", x -> ClampOp.clampMin(x, 0.5));
        all.put("clampMax", x -> ClampOp.clampMax(x, 0.5));
        for (double exponent : new double[]{0, 1, 2, 3, 0.5, -1, 2.5}) {
            all.put("pow " + exponent, x -> x.pow(exponent));
        }
        for (double base : new double[]{0, 0.5, 2}) {
            all.put(base + " pow", x -> PowOp.pow(base, x));
        }
        all.put("step", StepOp::step);
        all.put("leaky_relu", LeakyReluOp::leakyRelu);
        all.put("leaky_relu, not finite", LeakyReluOp::leakyRelu);
        all.put("leaky_relu -0.5", x -> LeakyReluOp.leakyRelu(x, -0.5));
        all.put("elu", EluOp::elu);
        all.put("elu 0.5", x -> EluOp.elu(x, 0.5));
        all.put("selu", EluOp::selu);
        all.put("celu", EluOp::celu);
        all.put("celu 2", x -> EluOp.celu(x, 2));
        all.put("gelu", GeluOp::gelu);
        all.put("gelu, tanh", x -> GeluOp.gelu(x, GeluApproximation.TANH));
        all.put("silu", SiluOp::silu);
        all.put("mish", MishOp::mish);
        all.put("softplus", SoftplusOp::softplus);
        all.put("softplus, not finite", SoftplusOp::softplus);
        all.put("softplus 2 3", x -> SoftplusOp.softplus(x, 2, 3));
        all.put("softsign", SoftsignOp::softsign);
        all.put("hardtanh", HardtanhOp::hardtanh);
        all.put("hardtanh, not finite", HardtanhOp::hardtanh);
        all.put("relu6", HardtanhOp::relu6);
        all.put("relu6, not finite", HardtanhOp::relu6);
        all.put("hardsigmoid", HardsigmoidOp::hardsigmoid);
        all.put("hardswish", HardswishOp::hardswish);
        all.put("logsigmoid", LogSigmoidOp::logSigmoid);
        all.put("hardshrink", x -> HardshrinkOp.hardshrink(x, 0.5));
        all.put("hardshrink, not finite", x -> HardshrinkOp.hardshrink(x, 0.5));
        all.put("softshrink", x -> SoftshrinkOp.softshrink(x, 0.5));
        all.put("softshrink, not finite", x -> SoftshrinkOp.softshrink(x, 0.5));
        all.put("tanhshrink", Activations::tanhshrink);
        all.put("threshold 0.5 7", x -> ThresholdOp.threshold(x, 0.5, 7));
        return all;
    }

    private static Map<String, BinaryOperator<Tensor>> ofTwo() {
        Map<String, BinaryOperator<Tensor>> all = new LinkedHashMap<>();
        all.put("pow", Tensor::pow);
        all.put("atan2", Atan2Op::atan2);
        all.put("maximum", Tensor::maximum);
        all.put("minimum", Tensor::minimum);
        all.put("fmod", FmodOp::fmod);
        all.put("remainder", RemainderOp::remainder);
        all.put("logaddexp", LogaddexpOp::logaddexp);
        all.put("xlogy", XlogyOp::xlogy);
        all.put("prelu", (x, w) -> PreluOp.prelu(x.reshape(1, -1), w).flatten(0));
        all.put("lerp 0.25", (a, b) -> FusedArithmetic.lerp(a, b, 0.25));
        all.put("lerp 0.75", (a, b) -> FusedArithmetic.lerp(a, b, 0.75));
        return all;
    }

    static Iterable<String> namesOfOne() {
        return OF_ONE.keySet();
    }

    static Iterable<String> namesOfTwo() {
        return OF_TWO.keySet();
    }

    @ParameterizedTest
    @MethodSource("namesOfOne")
    void functions_of_one_tensor_are_pytorchs(String name) {
        Tensor x = input(name, "x");
        Tensor y = OF_ONE.get(name).apply(x);
        compare(name, "y", y);
        compare(name, "gx", gradients(y, x).get(0));
    }

    @ParameterizedTest
    @MethodSource("namesOfTwo")
    void functions_of_two_tensors_are_pytorchs(String name) {
        Tensor a = input(name, "a");
        Tensor b = input(name, "b");
        Tensor y = OF_TWO.get(name).apply(a, b);
        compare(name, "y", y);
        compare(name, "ga", gradients(y, a, b).get(0));
        compare(name, "gb", gradients(y, a, b).get(1));
    }

    @Test
    void every_case_of_the_file_is_tried() {
        assertThat(CASES.keySet()).hasSize(OF_ONE.size() + OF_TWO.size()).containsAll(OF_ONE.keySet())
                .containsAll(OF_TWO.keySet());
    }

    private static List<Tensor> gradients(Tensor y, Tensor... by) {
        return Autograd.grad(List.of(y.sum()), List.of(by),
                GradOptions.DEFAULT.withAllowUnused(true).withRetainGraph(true));
    }

    private static Tensor input(String name, String key) {
        return Tensor.of(numbers(name, key)).requiresGrad(true);
    }

    private static void compare(String name, String key, Tensor actual) {
        double[] expected = numbers(name, key);
        double[] values = actual.toDoubleArray();
        assertThat(values).as("%s of %s", key, name).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            double e = expected[i];
            double v = values[i];
            boolean agree = v == e || Double.isNaN(v) && Double.isNaN(e)
                    || Math.abs(v - e) <= 1e-15 + 1e-14 * Math.abs(e);
            assertThat(agree).as("%s of %s, number %s: %s instead of %s", key, name, i, v, e).isTrue();
        }
    }

    private static double[] numbers(String name, String key) {
        return StreamSupport.stream(CASES.getAsJsonObject(name).getAsJsonArray(key).spliterator(), false)
                .mapToDouble(ElementwiseTorchTest::number).toArray();
    }

    private static double number(JsonElement element) {
        return switch (element.getAsString()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> element.getAsDouble();
        };
    }

    private static JsonObject read(String resource) {
        var stream = Objects.requireNonNull(ElementwiseTorchTest.class.getResourceAsStream(resource), resource);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

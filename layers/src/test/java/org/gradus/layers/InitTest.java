package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InitTest {

    @BeforeEach
    void seed() {
        Rng.manualSeed(TorchCases.seed());
    }

    private static TensorType float32(int... shape) {
        return new TensorType(Shape.of(shape), DType.FLOAT32);
    }

    private static TensorType float64(int... shape) {
        return new TensorType(Shape.of(shape), DType.FLOAT64);
    }

    @Test
    void linear_begins_as_in_pytorch_to_the_bit() {
        assertThat(new Linear(5, 3).weight().toFloatArray()).isEqualTo(TorchCases.floats("linear_5_3_weight"));
    }

    @Test
    void conv2d_begins_as_in_pytorch_to_the_bit_weight_first() {
        Conv2d conv = new Conv2d(3, 4, 3);
        assertThat(conv.weight().toFloatArray()).isEqualTo(TorchCases.floats("conv2d_3_4_k3_weight"));
        assertThat(conv.bias().toFloatArray()).isEqualTo(TorchCases.floats("conv2d_3_4_k3_bias"));
    }

    @Test
    void resetParameters_draws_again_what_the_constructor_drew() {
        Conv2d conv = new Conv2d(3, 4, 3);
        conv.weight().set(Tensor.zeros(4, 3, 3, 3));
        Rng.manualSeed(TorchCases.seed());
        conv.resetParameters();
        assertThat(conv.weight().toFloatArray()).isEqualTo(TorchCases.floats("conv2d_3_4_k3_weight"));
    }

    @Test
    void a_grouped_convolution_counts_the_channels_of_one_group() {
        // fan in = 8/4·1·2 = 4, so weight and bias lie within ±1/2, and among 4000 numbers one passes 0.49
        Conv2d conv = new Conv2d(8, 1000, Conv2d.options(1, 2).withGroups(4));
        for (Parameter parameter : conv.parameters()) {
            var statistics = statistics(parameter);
            assertThat(statistics.getMax()).isBetween(0.49, 0.5);
            assertThat(statistics.getMin()).isBetween(-0.5, -0.49);
        }
    }

    @Test
    void xavierUniform_is_pytorchs_to_the_bit() {
        Parameter weight = new Parameter(Tensor.zeros(4, 6));
        Init.xavierUniform().fill(weight);
        assertThat(weight.toFloatArray()).isEqualTo(TorchCases.floats("xavier_uniform_4x6"));
    }

    @Test
    void kaimingNormal_is_pytorchs_to_within_2_ulp() {
        Tensor drawn = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU).draw(float32(8, 4, 3, 3),
                new Rng(TorchCases.seed()));
        float[] actual = drawn.toFloatArray();
        float[] expected = TorchCases.floats("kaiming_normal_fan_out_relu_8x4x3x3");
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2 * Math.ulp(expected[i])));
        }
    }

    @Test
    void uniform_and_normal_are_the_generators() {
        float[] uniform = new float[20];
        new Rng(7).uniform(uniform, -2, 3);
        assertThat(Init.uniform(-2, 3).draw(float32(4, 5), new Rng(7)).toFloatArray()).isEqualTo(uniform);
        double[] normal = new double[20];
        new Rng(7).normal(normal, 1, 2);
        assertThat(Init.normal(1, 2).draw(float64(20), new Rng(7)).toDoubleArray()).isEqualTo(normal);
    }

    @Test
    void constant_draws_nothing() {
        Rng rng = new Rng(1);
        assertThat(Init.constant(2.5).draw(float64(2), rng).toDoubleArray()).containsExactly(2.5, 2.5);
        assertThat(rng.next32()).isEqualTo(new Rng(1).next32());
    }

    @Test
    void bounds_and_deviations_follow_the_papers() {
        // weight [200,50,2,2]: fan in 50·4 = 200, fan out 200·4 = 800
        TensorType type = float64(200, 50, 2, 2);
        Rng rng = new Rng(3);
        // √(6/(200 + 800))·2 = 0.15492
        assertThat(statistics(Init.xavierUniform(2).draw(type, rng)).getMax()).isBetween(0.1547, 0.15492);
        // √(2/(200 + 800)) = 0.044721; the deviation of 40,000 draws is within 2 % with certainty (5.6 standard errors)
        assertThat(deviation(Init.xavierNormal().draw(type, rng))).isCloseTo(0.044721, within(0.0009));
        // tanh: 5/3·√(3/200) = 0.20412
        assertThat(statistics(Init.kaimingUniform(FanMode.FAN_IN, Nonlinearity.TANH).draw(type, rng)).getMax())
                .isBetween(0.2039, 0.20413);
        // slope 1: √(2/2)/√800 = 0.035355
        assertThat(deviation(Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.leakyRelu(1)).draw(type, rng)))
                .isCloseTo(0.035355, within(0.0007));
    }

    @Test
    void gains_are_pytorchs() {
        assertThat(Nonlinearity.LINEAR.gain()).isEqualTo(1);
        assertThat(Nonlinearity.SIGMOID.gain()).isEqualTo(1);
        assertThat(Nonlinearity.TANH.gain()).isEqualTo(1.6666666666666667);
        assertThat(Nonlinearity.RELU.gain()).isEqualTo(1.4142135623730951);
        assertThat(Nonlinearity.LEAKY_RELU.gain()).isEqualTo(1.4141428569978354);
        assertThat(Nonlinearity.SELU.gain()).isEqualTo(0.75);
    }

    @Test
    void a_vector_has_no_fan() {
        assertThatIllegalArgumentException().isThrownBy(() -> Init.xavierNormal().draw(float32(4), new Rng(0)))
                .withMessage(
                        "[init] a weight [out,in,…] has connections to count, but [4] came; use uniform, normal or constant");
    }

    @Test
    void integers_are_not_drawn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Init.normal(0, 1).draw(new TensorType(Shape.of(2), DType.INT64), new Rng(0)))
                .withMessage("[init] only float32 and float64 can be drawn, not int64[2]");
    }

    private static double deviation(Tensor values) {
        return statistics(values).getStandardDeviation();
    }

    private static DescriptiveStatistics statistics(Tensor values) {
        return new DescriptiveStatistics(values.detach().to(DType.FLOAT64).toDoubleArray());
    }
}

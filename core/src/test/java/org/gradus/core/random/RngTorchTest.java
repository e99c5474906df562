package org.gradus.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every case of the fixture that PyTorch 2.13.0 wrote, each from a fresh seed 1234. */
class RngTorchTest {

    private static final TorchFixture TORCH = TorchFixture.read("/torch/rng-seed1234.json");

    private final Rng rng = new Rng(1234);

    @Test
    void rand_float32_equals_pytorch_to_the_bit() {
        assertThat(floats(20, out -> rng.uniform(out, 0, 1))).isEqualTo(TORCH.floats("rand_float32_20"));
    }

    @Test
    void rand_float64_equals_pytorch_to_the_bit() {
        var out = new double[8];
        rng.uniform(out, 0, 1);
        assertThat(out).isEqualTo(TORCH.doubles("rand_float64_8"));
    }

    @Test
    void randn_of_5_float32_equals_pytorch_to_the_bit() {
        assertThat(floats(5, out -> rng.normal(out, 0, 1))).isEqualTo(TORCH.floats("randn_float32_5"));
    }

    @Test
    void randn_of_one_block_of_16_float32_equals_pytorch_to_the_bit() {
        assertThat(floats(16, out -> rng.normal(out, 0, 1))).isEqualTo(TORCH.floats("randn_float32_16"));
    }

    @Test
    void randn_of_37_float32_redraws_the_last_16_and_equals_pytorch_to_the_bit() {
        assertThat(floats(37, out -> rng.normal(out, 0, 1))).isEqualTo(TORCH.floats("randn_float32_37"));
    }

    @Test
    void randn_float64_equals_pytorch_within_2_ulp() {
        var out = new double[20];
        rng.normal(out, 0, 1);
        double[] expected = TORCH.doubles("randn_float64_20");
        assertThat(expected).hasSameSizeAs(out);
        for (int i = 0; i < out.length; i++) {
            assertThat(out[i]).as("[%d]", i).isEqualTo(expected[i], withPrecision(2 * Math.ulp(expected[i])));
        }
    }

    @Test
    void randint_equals_pytorch() {
        var out = new long[20];
        rng.randint(out, 0, 10);
        assertThat(out).isEqualTo(TORCH.longs("randint_0_10_20"));
    }

    @Test
    void randperm_of_10_equals_pytorch() {
        assertThat(rng.randperm(10)).isEqualTo(TORCH.ints("randperm_10"));
    }

    @Test
    void randperm_of_100_equals_pytorch() {
        assertThat(rng.randperm(100)).isEqualTo(TORCH.ints("randperm_100"));
    }

    @Test
    void bernoulli_equals_pytorch() {
        var mask = new boolean[20];
        rng.bernoulli(mask, 0.5);
        assertThat(scaled(mask, 1f)).isEqualTo(TORCH.floats("bernoulli_0.5_20"));
    }

    @Test
    void dropout_of_a_half_equals_pytorch_to_the_bit() {
        assertThat(dropoutOfOnes(0.5)).isEqualTo(TORCH.floats("dropout_0.5_ones_20"));
    }

    @Test
    void dropout_of_three_tenths_equals_pytorch_to_the_bit() {
        assertThat(dropoutOfOnes(0.3)).isEqualTo(TORCH.floats("dropout_0.3_ones_20"));
    }

    @Test
    void linear_weight_is_kaiming_uniform_of_fan_in_and_equals_pytorch_to_the_bit() {
        double bound = kaimingUniformBound(5);
        assertThat(floats(3 * 5, out -> rng.uniform(out, -bound, bound))).isEqualTo(TORCH.floats("linear_5_3_weight"));
    }

    @Test
    void conv2d_weight_is_kaiming_uniform_of_fan_in_and_equals_pytorch_to_the_bit() {
        double bound = kaimingUniformBound(3 * 3 * 3);
        assertThat(floats(4 * 3 * 3 * 3, out -> rng.uniform(out, -bound, bound)))
                .isEqualTo(TORCH.floats("conv2d_3_4_k3_weight"));
    }

    @Test
    void conv2d_bias_is_drawn_after_the_weight_and_equals_pytorch_to_the_bit() {
        int fanIn = 3 * 3 * 3;
        double weightBound = kaimingUniformBound(fanIn);
        rng.uniform(new float[4 * fanIn], -weightBound, weightBound);
        double bound = 1 / Math.sqrt(fanIn);
        assertThat(floats(4, out -> rng.uniform(out, -bound, bound))).isEqualTo(TORCH.floats("conv2d_3_4_k3_bias"));
    }

    @Test
    void xavier_uniform_equals_pytorch_to_the_bit() {
        double std = Math.sqrt(2.0 / (6 + 4));
        double bound = Math.sqrt(3.0) * std;
        assertThat(floats(4 * 6, out -> rng.uniform(out, -bound, bound))).isEqualTo(TORCH.floats("xavier_uniform_4x6"));
    }

    @Test
    void kaiming_normal_of_fan_out_for_relu_equals_pytorch_to_the_bit() {
        int fanOut = 8 * 3 * 3;
        double std = Math.sqrt(2.0) / Math.sqrt(fanOut);
        assertThat(floats(8 * 4 * 3 * 3, out -> rng.normal(out, 0, std)))
                .isEqualTo(TORCH.floats("kaiming_normal_fan_out_relu_8x4x3x3"));
    }

    @Test
    void shuffled_loader_visits_20_samples_in_pytorchs_order_in_two_epochs() {
        Shuffle.begin(rng);
        assertThat(Shuffle.order(rng, 20)).isEqualTo(TORCH.ints("dataloader_shuffle_20_epoch1"));
        Shuffle.begin(rng);
        assertThat(Shuffle.order(rng, 20)).isEqualTo(TORCH.ints("dataloader_shuffle_20_epoch2"));
    }

    /** The layers' default: kaiming_uniform(a = √5), in float64 in PyTorch's order; (√5)² is 5.000000000000001. */
    private static double kaimingUniformBound(int fanIn) {
        double a = Math.sqrt(5);
        double gain = Math.sqrt(2.0 / (1 + a * a));
        return Math.sqrt(3.0) * (gain / Math.sqrt(fanIn));
    }

    private float[] dropoutOfOnes(double p) {
        var mask = new boolean[20];
        rng.bernoulli(mask, 1 - p);
        return scaled(mask, 1f / (float) (1 - p));
    }

    private static float[] scaled(boolean[] mask, float scale) {
        var out = new float[mask.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = mask[i] ? scale : 0f;
        }
        return out;
    }

    private static float[] floats(int n, Consumer<float[]> fill) {
        var out = new float[n];
        fill.accept(out);
        return out;
    }
}

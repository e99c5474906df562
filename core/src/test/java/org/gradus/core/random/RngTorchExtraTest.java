package org.gradus.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.random.TorchFixture.sha;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Large fills, awkward ranges and mixed draws against PyTorch 2.13.0, whose side {@code rng-extra.py} wrote. A case
 * that ends with "the next 64 bits" also proves how many numbers the draw took.
 */
class RngTorchExtraTest {

    private static final TorchFixture TORCH = TorchFixture.read("/torch/rng-extra.json");

    private final Rng rng = new Rng(1234);

    @ParameterizedTest
    @ValueSource(longs = {0, 5489, 2147483647L, 2147483648L, 4294967295L, 4294967303L, Long.MAX_VALUE, -1, -2,
            -2147483648L})
    void any_seed_gives_pytorchs_bits(long seed) {
        var seeded = new Rng(seed);
        var bits = new long[4];
        Arrays.setAll(bits, i -> seeded.next64());
        assertThat(bits).isEqualTo(TORCH.longs("raw64_x4_seed_" + seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1234, 2147495993L})
    void a_hundred_thousand_draws_of_64_bits_equal_pytorch(long seed) {
        var seeded = new Rng(seed);
        var bits = new long[100_000];
        Arrays.setAll(bits, i -> seeded.next64());
        assertThat(sha(bits)).isEqualTo(TORCH.text("raw64_100000_sha_seed_" + seed));
    }

    @Test
    void uniform_float32_on_an_awkward_interval_equals_pytorch_to_the_bit() {
        var out = new float[100_000];
        rng.uniform(out, -0.37, 1.9);
        assertThat(sha(out)).isEqualTo(TORCH.text("uniform_float32_100000_sha"));
    }

    @Test
    void uniform_float64_on_an_awkward_interval_equals_pytorch_to_the_bit() {
        var out = new double[100_000];
        rng.uniform(out, -0.37, 1.9);
        assertThat(sha(out)).isEqualTo(TORCH.text("uniform_float64_100000_sha"));
    }

    @Test
    void uniform_between_neighbouring_floats_never_reaches_the_upper_bound() {
        var out = new float[40];
        rng.uniform(out, 1, 1 + 0x1p-23);
        assertThat(out).isEqualTo(TORCH.floats("uniform_float32_next_after_one")).containsOnly(1f);
    }

    @Test
    void a_million_randn_float32_equal_pytorch_to_the_bit() {
        var out = new float[1_000_000];
        rng.normal(out, 0, 1);
        assertThat(sha(out)).isEqualTo(TORCH.text("randn_float32_1000000_sha"));
    }

    @Test
    void a_million_and_three_normal_float32_equal_pytorch_to_the_bit() {
        var out = new float[1_000_003];
        rng.normal(out, -1.5, 0.02);
        assertThat(sha(out)).isEqualTo(TORCH.text("normal_float32_1000003_sha"));
    }

    @Test
    void randn_float64_in_blocks_is_within_2_ulp_of_pytorch() {
        var out = new double[10_007];
        rng.normal(out, 0, 1);
        double[] expected = TORCH.doubles("randn_float64_10007");
        for (int i = 0; i < expected.length; i++) {
            assertWithin2Ulp(out[i], expected[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 32, 33})
    void normal_float32_of_awkward_sizes_equals_pytorch_to_the_bit_and_takes_as_many_numbers(int n) {
        var out = new float[n];
        rng.normal(out, 0.3, 0.7);
        String name = "normal_float32_" + n;
        assertThat(out).isEqualTo(Arrays.copyOf(TORCH.floats(name), n));
        assertThat(rng.next64()).isEqualTo(TORCH.lastLong(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 32, 33})
    void normal_float64_of_awkward_sizes_is_within_2_ulp_of_pytorch_and_takes_as_many_numbers(int n) {
        var out = new double[n];
        rng.normal(out, 0.3, 0.7);
        String name = "normal_float64_" + n;
        double[] expected = TORCH.doubles(name);
        for (int i = 0; i < n; i++) {
            assertWithin2Ulp(out[i], expected[i]);
        }
        assertThat(rng.next64()).isEqualTo(TORCH.lastLong(name));
    }

    @Test
    void a_single_randn_is_computed_in_float64_whatever_the_type() {
        var narrow = new float[1];
        rng.normal(narrow, 0, 1);
        assertThat(narrow[0]).isEqualTo(TORCH.floats("randn_float32_1_then_raw64")[0]);
        assertThat(rng.next64()).isEqualTo(TORCH.lastLong("randn_float32_1_then_raw64"));

        rng.reseed(1234);
        var wide = new double[1];
        rng.normal(wide, 0, 1);
        assertWithin2Ulp(wide[0], TORCH.doubles("randn_float64_1_then_raw64")[0]);
        assertThat(rng.next64()).isEqualTo(TORCH.lastLong("randn_float64_1_then_raw64"));
    }

    @ParameterizedTest
    @CsvSource({"0, 268435455", "0, 268435456", "-5, 268435450", "-5, 268435451", "-7, 3", "0, 1099511627776", "0, 1",
            "-9223372036854775808, 9223372036854775807"})
    void randint_of_any_range_equals_pytorch_and_takes_as_many_numbers(long low, long high) {
        var out = new long[6];
        rng.randint(out, low, high);
        String name = "randint_" + low + "_" + high;
        assertThat(out).isEqualTo(Arrays.copyOf(TORCH.longs(name), 6));
        assertThat(rng.next64()).isEqualTo(TORCH.lastLong(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void randperm_of_few_elements_equals_pytorch_and_takes_n_minus_1_numbers(int n) {
        String name = "randperm_" + n;
        long[] order = Arrays.stream(rng.randperm(n)).asLongStream().toArray();
        assertThat(order).isEqualTo(Arrays.copyOf(TORCH.longs(name), n));
        assertThat(rng.next64()).isEqualTo(TORCH.lastLong(name));
    }

    @Test
    void randperm_of_60000_equals_pytorch() {
        assertThat(sha(rng.randperm(60_000))).isEqualTo(TORCH.text("randperm_60000_sha"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.7, 1})
    void bernoulli_of_any_probability_equals_pytorch(double p) {
        var mask = new boolean[100_000];
        rng.bernoulli(mask, p);
        assertThat(sha(mask)).isEqualTo(TORCH.text("bernoulli_" + p + "_100000_sha"));
    }

    @Test
    void dropout_scales_by_a_float32_quotient_and_not_by_a_rounded_float64_one() {
        float[] expected = TORCH.floats("dropout_scale_of_p_in_thousandths");
        int differing = 0;
        for (int i = 0; i < expected.length; i++) {
            double p = (i + 1) / 1000.0;
            assertThat(1f / (float) (1 - p)).as("p = %s", p).isEqualTo(expected[i]);
            differing += (float) (1 / (1 - p)) == expected[i] ? 0 : 1;
        }
        assertThat(differing).isPositive(); // so the two formulas are told apart
    }

    @Test
    void small_normal_fills_of_both_types_share_one_spare_value_which_other_draws_leave_alone() {
        float[] expected = TORCH.floats("mixed_draws");
        var drawn = new float[expected.length - 1];
        copy(normal(1, 0, 1), drawn, 0);
        var uniform = new float[2];
        rng.uniform(uniform, 0, 1);
        copy(uniform, drawn, 1);
        var wide = new double[2];
        rng.normal(wide, 0, 1);
        copy(new float[]{(float) wide[0], (float) wide[1]}, drawn, 3);
        copy(normal(16, 0, 1), drawn, 5);
        copy(normal(3, 5, 0.25), drawn, 21);
        var integers = new long[2];
        rng.randint(integers, 0, 100);
        copy(new float[]{integers[0], integers[1]}, drawn, 24);
        assertThat(drawn).isEqualTo(Arrays.copyOf(expected, drawn.length));
        assertThat(rng.next64()).isEqualTo(TORCH.lastLong("mixed_draws"));
    }

    private float[] normal(int n, double mean, double std) {
        var out = new float[n];
        rng.normal(out, mean, std);
        return out;
    }

    private static void copy(float[] from, float[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
    }

    private static void assertWithin2Ulp(double actual, double expected) {
        assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
    }
}

package org.gradus.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.Floats;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds without PyTorch at hand: sizes, seeds, threads and refusals. */
class RngTest {

    private final Rng rng = new Rng(1234);

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 31, 32, 33, 48, 100})
    void the_first_n_minus_16_of_n_normal_numbers_are_those_of_every_longer_fill(int n) {
        float[] shorter = normal(new Rng(5), n);
        float[] longer = normal(new Rng(5), n + 16);
        assertThat(Arrays.copyOf(shorter, n - 16)).isEqualTo(Arrays.copyOf(longer, n - 16));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48})
    void whole_blocks_of_normal_numbers_are_those_of_a_fill_longer_by_a_block(int n) {
        assertThat(normal(new Rng(5), n)).isEqualTo(Arrays.copyOf(normal(new Rng(5), n + 16), n));
    }

    @Test
    void a_small_normal_fill_of_odd_length_leaves_a_spare_that_the_next_one_takes_first() {
        float[] first = normal(rng, 3);
        float[] second = normal(rng, 1);
        assertThat(Floats.concat(first, second)).isEqualTo(normal(new Rng(1234), 4));
    }

    @Test
    void empty_fills_draw_nothing() {
        rng.uniform(new float[0], 0, 1);
        rng.uniform(new double[0], 0, 1);
        rng.normal(new float[0], 0, 1);
        rng.normal(new double[0], 0, 1);
        rng.bernoulli(new boolean[0], 0.5);
        rng.randint(new long[0], 0, 1);
        assertThat(rng.randperm(0)).isEmpty();
        assertThat(rng.randperm(1)).containsExactly(0);
        assertThat(rng.next32()).isEqualTo(new Rng(1234).next32());
    }

    @Test
    void a_standard_deviation_of_0_gives_the_mean() {
        var small = new double[3];
        rng.normal(small, 2.5, 0);
        assertThat(small).containsOnly(2.5);
        var large = new float[37];
        rng.normal(large, 2.5, 0);
        assertThat(large).containsOnly(2.5f);
    }

    @Test
    void an_empty_interval_gives_its_bound() {
        var narrow = new float[3];
        rng.uniform(narrow, 0.5, 0.5);
        assertThat(narrow).containsOnly(0.5f);
        var wide = new double[3];
        rng.uniform(wide, 0.5, 0.5);
        assertThat(wide).containsOnly(0.5);
    }

    @Test
    void next64_is_two_draws_of_32_bits_upper_half_first_and_next_seed_its_lower_63_bits() {
        long upper = Integer.toUnsignedLong(rng.next32());
        long lower = Integer.toUnsignedLong(rng.next32());
        assertThat(new Rng(1234).next64()).isEqualTo(upper << 32 | lower);
        assertThat(new Rng(1234).nextSeed()).isEqualTo((upper << 32 | lower) & Long.MAX_VALUE);
    }

    @Test
    void the_inside_out_shuffle_of_huge_permutations_puts_i_where_64_bits_point_and_moves_the_old_value_to_i() {
        var bits = new Rng(1234);
        var expected = new int[1000];
        for (int i = 0; i < expected.length; i++) {
            int j = (int) Long.remainderUnsigned(bits.next64(), i + 1);
            expected[i] = expected[j];
            expected[j] = i;
        }
        int[] order = rng.shuffledInsideOut(1000);
        assertThat(order).isEqualTo(expected);
        assertThat(Arrays.stream(order).sorted()).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void manual_seed_restarts_the_global_generator_and_forgets_the_spare_normal_number() {
        Rng.manualSeed(1234);
        float[] first = normal(Rng.global(), 1); // a pair is drawn, its second number kept
        Rng.manualSeed(1234);
        assertThat(normal(Rng.global(), 1)).isEqualTo(first);
        assertThat(Rng.global().initialSeed()).isEqualTo(1234);
        Rng.manualSeed(1234);
        assertThat(Rng.global().next64()).isEqualTo(new Rng(1234).next64());
    }

    @Test
    void initial_seed_is_the_seed_last_given_and_repeats_all_draws_since() {
        assertThat(rng.initialSeed()).isEqualTo(1234);
        rng.reseed(-7);
        assertThat(rng.initialSeed()).isEqualTo(-7);
        assertThat(rng.next64()).isEqualTo(new Rng(rng.initialSeed()).next64());
    }

    @Test
    void draws_from_many_threads_are_the_draws_from_one_in_some_order() throws Exception {
        int threads = 4;
        int each = 20_000;
        var drawn = new long[threads * each];
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var tasks = IntStream.range(0, threads).mapToObj(t -> pool.submit(() -> {
                for (int i = t * each; i < (t + 1) * each; i++) {
                    drawn[i] = rng.next64();
                }
            })).toList();
            for (var task : tasks) {
                task.get();
            }
        }
        var alone = new Rng(1234);
        var expected = new long[drawn.length];
        Arrays.setAll(expected, i -> alone.next64());
        Arrays.sort(drawn);
        Arrays.sort(expected);
        assertThat(drawn).isEqualTo(expected);
    }

    @Test
    void randint_refuses_low_not_less_than_high() {
        assertRefused(() -> rng.randint(new long[1], 5, 3),
                "[randint] low must be less than high, but low is 5 and high is 3");
        assertRefused(() -> rng.randint(new long[1], 3, 3),
                "[randint] low must be less than high, but low is 3 and high is 3");
    }

    @Test
    void randperm_refuses_a_negative_n() {
        assertRefused(() -> rng.randperm(-1), "[randperm] n must not be negative, but n is -1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.0000000000000002, Double.NaN, Double.POSITIVE_INFINITY})
    void bernoulli_refuses_what_is_no_probability(double p) {
        assertRefused(() -> rng.bernoulli(new boolean[1], p), "[bernoulli] p must lie in [0, 1], but p is " + p);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "NaN, 1", "0, NaN"})
    void uniform_refuses_from_above_to_and_nan(double from, double to) {
        String message = "[uniform] from must not be greater than to, but from is " + from + " and to is " + to;
        assertRefused(() -> rng.uniform(new float[1], from, to), message);
        assertRefused(() -> rng.uniform(new double[1], from, to), message);
    }

    @ParameterizedTest
    @CsvSource({"-Infinity, 0", "0, Infinity", "-1.7e308, 1.7e308"})
    void uniform_refuses_an_infinite_range(double from, double to) {
        String tail = ", but from is " + from + " and to is " + to;
        assertRefused(() -> rng.uniform(new float[1], from, to),
                "[uniform] from, to and to - from must lie within ±3.4028234663852886E38" + tail);
        assertRefused(() -> rng.uniform(new double[1], from, to),
                "[uniform] from, to and to - from must lie within ±1.7976931348623157E308" + tail);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void normal_refuses_a_negative_nan_or_infinite_std(double std) {
        assertRefused(() -> rng.normal(new float[1], 0, std),
                "[normal] std must lie in [0, 3.4028234663852886E38], but std is " + std);
        assertRefused(() -> rng.normal(new double[1], 0, std),
                "[normal] std must lie in [0, 1.7976931348623157E308], but std is " + std);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void normal_refuses_a_nan_or_infinite_mean(double mean) {
        assertRefused(() -> rng.normal(new float[1], mean, 1),
                "[normal] mean must lie within ±3.4028234663852886E38, but mean is " + mean);
        assertRefused(() -> rng.normal(new double[1], mean, 1),
                "[normal] mean must lie within ±1.7976931348623157E308, but mean is " + mean);
    }

    /** A refused draw says why and leaves the generator where it was. */
    private void assertRefused(Runnable draw, String message) {
        assertThatIllegalArgumentException().isThrownBy(draw::run).withMessage(message);
        long next = rng.next64();
        rng.reseed(1234);
        assertThat(next).isEqualTo(new Rng(1234).next64());
    }

    private static float[] normal(Rng rng, int n) {
        var out = new float[n];
        rng.normal(out, 0, 1);
        return out;
    }
}

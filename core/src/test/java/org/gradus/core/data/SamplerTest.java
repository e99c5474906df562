package org.gradus.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

    private static final TensorDataset COUNTING = new TensorDataset(Tensor.arange(10).unsqueeze(1), Tensor.arange(10));

    private static List<Long> samples(Iterator<Batch> batches) {
        List<Long> samples = new ArrayList<>();
        batches.forEachRemaining(batch -> samples.addAll(Longs.asList(batch.targets().toLongArray())));
        return samples;
    }

    @Test
    void samples_with_replacement_come_in_proportion_to_their_weights() {
        double[] weights = {1, 0, 3, 6, 0};
        int[] drawn = new WeightedRandomSampler(weights, 100_000, true).draw(new Rng(7));
        double[] frequencies = new double[weights.length];
        Arrays.stream(drawn).forEach(sample -> frequencies[sample] += 1e-5);

        // Five standard deviations of a frequency are at most 5·√(0.25/100,000).
        assertThat(frequencies).containsExactly(new double[]{0.1, 0, 0.3, 0.6, 0}, within(0.008));
        assertThat(frequencies[1] + frequencies[4]).isZero();
    }

    @Test
    void without_replacement_the_first_comes_in_proportion_to_the_weights_and_none_twice() {
        var sampler = new WeightedRandomSampler(new double[]{1, 0, 3, 6}, 3, false);
        double[] first = new double[4];
        var rng = new Rng(8);
        for (int epoch = 0; epoch < 20_000; epoch++) {
            int[] drawn = sampler.draw(rng);
            assertThat(drawn).containsExactlyInAnyOrder(0, 2, 3);
            first[drawn[0]] += 1.0 / 20_000;
        }

        assertThat(first).containsExactly(new double[]{0.1, 0, 0.3, 0.6}, within(0.018));
    }

    @Test
    void tiny_and_huge_weights_are_told_apart() {
        var sampler = new WeightedRandomSampler(new double[]{1e-300, 1e300, 1e-300}, 3, false);

        assertThat(sampler.draw(new Rng(9))[0]).isEqualTo(1);
        assertThat(new WeightedRandomSampler(new double[]{1e-300, 1e300}, 50, true).draw(new Rng(9))).containsOnly(1);
    }

    @Test
    void classes_are_spread_evenly_over_an_epoch() {
        long[] labels = IntStream.range(0, 1000).mapToLong(i -> i < 100 ? 5 : i < 400 ? -1 : 2).toArray();
        int[] order = new StratifiedSampler(labels).draw(new Rng(10));

        assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(IntStream.range(0, 1000).toArray());
        for (int batch = 0; batch < 1000; batch += 50) {
            int[] counts = new int[3];
            for (int i = batch; i < batch + 50; i++) {
                counts[labels[order[i]] == 5 ? 0 : labels[order[i]] == -1 ? 1 : 2]++;
            }
            assertThat(counts[0]).as("a tenth of 50").isBetween(3, 7);
            assertThat(counts[1]).as("three tenths of 50").isBetween(12, 18);
            assertThat(counts[2]).as("six tenths of 50").isBetween(27, 33);
        }
        assertThat(new StratifiedSampler(labels).draw(new Rng(11))).isNotEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void a_loader_serves_what_its_sampler_draws(int workers) {
        var sampler = new WeightedRandomSampler(new double[]{0, 1, 1, 1, 1, 1, 1, 1, 1, 0}, 25, true);
        var options = DataLoaderOptions.batchSize(4).withWorkers(workers).withSampler(sampler);
        var loader = new DataLoader(COUNTING, options.withRng(new Rng(12)));

        assertThat(loader.batches()).isEqualTo(7);
        List<Long> first = samples(loader.iterator());
        List<Long> second = samples(loader.iterator());
        assertThat(first).hasSize(25).doesNotContain(0L, 9L).isNotEqualTo(second);
        var again = new DataLoader(COUNTING, options.withRng(new Rng(12)));
        assertThat(samples(again.iterator())).isEqualTo(first);
        assertThat(samples(again.iteratorFrom(3))).as("a stopped epoch goes on").isEqualTo(second.subList(12, 25));
        assertThat(new DataLoader(COUNTING, options.withDropLast(true)).batches()).isEqualTo(6);
    }

    @Test
    void what_cannot_be_drawn_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WeightedRandomSampler(new double[]{1, -2}, 1, true))
                .withMessageContaining("but one is -2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new WeightedRandomSampler(new double[]{0, 0}, 1, true))
                .withMessageContaining("one weight at least must be positive; 2 came");
        assertThatIllegalArgumentException().isThrownBy(() -> new WeightedRandomSampler(new double[]{1, 0}, 2, false))
                .withMessageContaining("2 samples are to be drawn without replacement, but only 1 have");
        for (boolean replacement : new boolean[]{true, false}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new WeightedRandomSampler(new double[]{1e308, 1e308}, 1, replacement))
                    .withMessageContaining("the sum of the weights must be finite, but exceeds the largest double");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new WeightedRandomSampler(new double[]{1}, 0, true))
                .withMessageContaining("at least 1 sample must be drawn, but 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new StratifiedSampler(new long[0]))
                .withMessageContaining("none came");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataLoaderOptions.batchSize(1).withShuffle(true)
                        .withSampler(new StratifiedSampler(new long[1])))
                .withMessageContaining("leave out either shuffle or the sampler");
        var beyond = new DataLoader(COUNTING,
                DataLoaderOptions.batchSize(4).withSampler(new StratifiedSampler(new long[12])));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> samples(beyond.iterator()));
    }
}

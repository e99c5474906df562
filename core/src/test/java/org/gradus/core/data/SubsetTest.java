package org.gradus.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

/** Parts of data sets, and data sets of parts. */
class SubsetTest {

    /** Sample i is the number first + i, labelled 10 times that. */
    private static Dataset numbers(int first, int count) {
        long[] numbers = IntStream.range(first, first + count).asLongStream().toArray();
        return new TensorDataset(Tensor.of(numbers),
                Tensor.of(Arrays.stream(numbers).map(each -> 10 * each).toArray()));
    }

    private static List<Double> inputs(Dataset dataset) {
        return IntStream.range(0, dataset.size()).mapToObj(i -> dataset.get(i).input().item()).toList();
    }

    @Test
    void a_subset_has_the_samples_of_its_indices_in_their_order() {
        var subset = new Subset(numbers(0, 5), 4, 0, 4);

        assertThat(inputs(subset)).containsExactly(4.0, 0.0, 4.0);
        assertThat(subset.batch(new int[]{1, 0}).targets().toLongArray()).containsExactly(0, 40);
    }

    @Test
    void a_random_split_gives_each_sample_to_one_part() {
        List<Subset> parts = Subset.randomSplit(numbers(0, 10), new Rng(42), 7, 0, 3);

        assertThat(parts).extracting(Subset::size).containsExactly(7, 0, 3);
        assertThat(parts.stream().flatMap(part -> inputs(part).stream()))
                .containsExactlyInAnyOrderElementsOf(inputs(numbers(0, 10)));
        assertThat(inputs(parts.get(0))).as("the order of randperm").containsExactly(
                Arrays.stream(new Rng(42).randperm(10)).limit(7).mapToObj(i -> (double) i).toArray(Double[]::new));
    }

    @Test
    void sizes_of_a_split_must_add_up() {
        assertThatIllegalArgumentException().isThrownBy(() -> Subset.randomSplit(numbers(0, 10), new Rng(1), 7, 4))
                .withMessageContaining("the sum 10, the number of samples, but are [7, 4]");
        assertThatIllegalArgumentException().isThrownBy(() -> Subset.randomSplit(numbers(0, 10), new Rng(1), 11, -1))
                .withMessageContaining("must not be negative");
    }

    @Test
    void concatenated_sets_follow_each_other() {
        var all = new ConcatDataset(List.of(numbers(0, 2), new Subset(numbers(0, 2)), numbers(100, 3)));

        assertThat(inputs(all)).containsExactly(0.0, 1.0, 100.0, 101.0, 102.0);
        assertThat(all.batch(new int[]{4, 0, 2}).inputs().toLongArray()).containsExactly(102, 0, 100);
        assertThat(all.batch(new int[]{4, 2}).inputs().toLongArray()).containsExactly(102, 100);
    }

    @Test
    void samples_out_of_range_are_refused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new Subset(numbers(0, 5), 5));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new Subset(numbers(0, 5), 1).get(1));
        var all = new ConcatDataset(List.of(numbers(0, 2), numbers(0, 2)));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> all.get(4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> all.batch(new int[]{-1}));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConcatDataset(List.of()))
                .withMessageContaining("at least one data set");
    }
}

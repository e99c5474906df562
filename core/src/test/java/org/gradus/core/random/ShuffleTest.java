package org.gradus.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShuffleTest {

    private static final TorchFixture TORCH = TorchFixture.read("/torch/rng-extra.json");

    private final Rng rng = new Rng(1234);

    @Test
    void an_epoch_of_training_and_testing_takes_three_seeds_base_sampler_base() {
        long[][] expected = TORCH.rows("loader_train_test_4_epochs");
        for (int epoch = 0; epoch < 4; epoch++) {
            Shuffle.begin(rng);
            assertThat(widened(Shuffle.order(rng, 50))).isEqualTo(expected[epoch]);
            Shuffle.begin(rng); // the test loader does not shuffle, yet draws its base seed
        }
        assertThat(rng.next64()).isEqualTo(expected[4][0]);
    }

    @Test
    void draws_of_the_model_between_batches_come_after_both_seeds_of_the_loader() {
        long[][] expected = TORCH.rows("loader_train_test_4_epochs_with_draws_between");
        int batches = 7; // 50 samples, 8 at a time
        for (int epoch = 0; epoch < 4; epoch++) {
            Shuffle.begin(rng);
            assertThat(widened(Shuffle.order(rng, 50))).isEqualTo(expected[epoch]);
            rng.uniform(new float[3 * batches], 0, 1);
            Shuffle.begin(rng);
        }
        assertThat(rng.next64()).isEqualTo(expected[4][0]);
    }

    @Test
    void the_base_seed_is_drawn_when_the_iterator_is_made_and_the_samplers_at_its_first_batch() {
        long[][] expected = TORCH.rows("two_iterators_at_once");
        Shuffle.begin(rng);
        Shuffle.begin(rng);
        assertThat(widened(Shuffle.order(rng, 20))).isEqualTo(expected[0]);
        assertThat(widened(Shuffle.order(rng, 20))).isEqualTo(expected[1]);
    }

    @Test
    void a_loader_with_its_own_generator_permutes_by_it_and_throws_a_second_permutation_away() {
        long[][] expected = TORCH.rows("loader_of_its_own_generator_seed99_3_epochs");
        var own = new Rng(99);
        for (int epoch = 0; epoch < 3; epoch++) {
            Shuffle.begin(own);
            assertThat(widened(own.randperm(20))).isEqualTo(expected[epoch]);
            own.randperm(20);
        }
        assertThat(own.next64()).isEqualTo(expected[3][0]);
        assertThat(rng.next64()).as("the global generator is untouched").isEqualTo(expected[4][0]);
    }

    @Test
    void the_order_of_no_samples_is_empty() {
        assertThat(Shuffle.order(rng, 0)).isEmpty();
    }

    @Test
    void a_negative_number_of_samples_is_refused_before_anything_is_drawn() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shuffle.order(rng, -3))
                .withMessage("[shuffle] n must not be negative, but n is -3");
        assertThat(rng.next64()).isEqualTo(new Rng(1234).next64());
    }

    private static long[] widened(int[] order) {
        return Arrays.stream(order).asLongStream().toArray();
    }
}

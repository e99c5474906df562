package org.gradus.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.Floats;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

    private static final int SAMPLES = 23;

    /** A number uniform on [0, 1) in front of every sample. */
    private static final Augmentation NOISE = (input, rng) -> ConcatOp.concat(List.of(Tensor.rand(rng, 1), input), 0);

    private static DataLoader loader(Rng rng, int workers) {
        var samples = new TensorDataset(Tensor.arange(SAMPLES).unsqueeze(1).to(DType.FLOAT32),
                Tensor.arange(SAMPLES));
        return new DataLoader(samples,
                DataLoaderOptions.batchSize(5).withShuffle(true).withWorkers(workers).withRng(rng)
                        .withAugmentation(NOISE));
    }

    private static List<Float> values(Iterator<Batch> batches) {
        List<Float> values = new ArrayList<>();
        batches.forEachRemaining(batch -> {
            assertThat(batch.inputs().shape()).isEqualTo(Shape.of(batch.size(), 2));
            values.addAll(Floats.asList(batch.inputs().toFloatArray()));
        });
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void samples_are_changed_alike_whatever_the_number_of_workers(int workers) {
        var alone = loader(new Rng(3), 0);
        var ahead = loader(new Rng(3), workers);

        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(values(ahead.iterator())).isEqualTo(values(alone.iterator()));
        }
    }

    @Test
    void every_sample_is_changed_in_its_own_way_and_anew_in_every_epoch() {
        var loader = loader(new Rng(3), 0);
        List<Float> draws = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            List<Float> values = values(loader.iterator());
            for (int i = 0; i < values.size(); i += 2) {
                draws.add(values.get(i));
            }
        }

        assertThat(draws).hasSize(2 * SAMPLES).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void an_epoch_that_goes_on_changes_samples_as_the_whole_one(int workers) {
        List<Float> whole = values(loader(new Rng(4), workers).iterator());
        List<Float> rest = values(loader(new Rng(4), workers).iteratorFrom(2));

        assertThat(rest).isEqualTo(whole.subList(2 * 2 * 5, whole.size()));
    }

    @Test
    void the_order_is_that_of_a_loader_without() {
        var plain = new DataLoader(new TensorDataset(Tensor.arange(SAMPLES), Tensor.arange(SAMPLES)),
                DataLoaderOptions.batchSize(5).withShuffle(true).withRng(new Rng(5)));
        Iterator<Batch> changed = loader(new Rng(5), 0).iterator();

        for (Batch batch : plain) {
            assertThat(changed.next().targets().toLongArray()).isEqualTo(batch.targets().toLongArray());
        }
    }

    @Test
    void one_follows_another_with_the_same_generator() {
        Augmentation twice = NOISE.andThen(NOISE);
        float[] both = twice.apply(Tensor.zeros(1), new Rng(6)).toFloatArray();
        float[] drawn = Tensor.rand(new Rng(6), 2).toFloatArray();

        assertThat(both).containsExactly(drawn[1], drawn[0], 0);
    }

    @Test
    void samples_that_no_longer_fit_together_are_named_by_their_shapes() {
        Augmentation uneven = (input, rng) -> input.item() == 2 ? Tensor.zeros(3) : input;
        var loader = new DataLoader(new TensorDataset(Tensor.arange(4).unsqueeze(1), Tensor.arange(4)),
                DataLoaderOptions.batchSize(4).withAugmentation(uneven));

        assertThatIllegalArgumentException().isThrownBy(() -> loader.iterator().next())
                .withMessageContaining("[augmentation] made int64[1] of one sample of a batch and float32[3]");
    }
}

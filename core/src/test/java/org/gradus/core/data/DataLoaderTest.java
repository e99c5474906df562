package org.gradus.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.Longs;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.core.random.Shuffle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataLoaderTest {

    /** Sample i has input [i] and target i. */
    private static TensorDataset counting(int size) {
        return new TensorDataset(Tensor.arange(size).unsqueeze(1), Tensor.arange(size));
    }

    private static Dataset dataset(int size, IntFunction<Sample> samples) {
        return new Dataset() {

            @Override
            public int size() {
                return size;
            }

            @Override
            public Sample get(int index) {
                return samples.apply(index);
            }
        };
    }

    private static List<List<Long>> epoch(DataLoader loader) {
        List<List<Long>> batches = new ArrayList<>();
        for (Batch batch : loader) {
            assertThat(batch.inputs().shape()).isEqualTo(Shape.of(batch.size(), 1));
            assertThat(batch.inputs().toLongArray()).isEqualTo(batch.targets().toLongArray());
            batches.add(Longs.asList(batch.targets().toLongArray()));
        }
        assertThat(batches).hasSize(loader.batches());
        return batches;
    }

    private static List<Long> order(DataLoader loader) {
        return epoch(loader).stream().flatMap(List::stream).toList();
    }

    /** What PyTorch drew, by the name of the case. */
    private static JsonArray torch(String file, String name) throws IOException {
        var stream = Objects.requireNonNull(DataLoaderTest.class.getResourceAsStream("/torch/" + file));
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonObject("cases").getAsJsonArray(name);
        }
    }

    private static List<Long> longs(JsonElement array) {
        return array.getAsJsonArray().asList().stream().map(JsonElement::getAsLong).toList();
    }

    @Test
    void batches_come_in_order_and_the_last_may_be_smaller() {
        var loader = new DataLoader(counting(7), DataLoaderOptions.batchSize(3));
        assertThat(loader.batches()).isEqualTo(3);
        assertThat(epoch(loader)).containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L), List.of(6L));
    }

    @Test
    void drop_last_leaves_out_a_smaller_last_batch_only() {
        var options = DataLoaderOptions.batchSize(3).withDropLast(true);
        assertThat(epoch(new DataLoader(counting(7), options))).containsExactly(List.of(0L, 1L, 2L),
                List.of(3L, 4L, 5L));
        assertThat(epoch(new DataLoader(counting(6), options))).hasSize(2);
        assertThat(epoch(new DataLoader(counting(2), options))).isEmpty();
    }

    @Test
    void a_batch_size_beyond_the_dataset_gives_one_batch_of_all() {
        assertThat(epoch(new DataLoader(counting(4), DataLoaderOptions.batchSize(Integer.MAX_VALUE))))
                .containsExactly(List.of(0L, 1L, 2L, 3L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void two_shuffled_epochs_are_those_of_pytorch_for_seed_1234(int workers) throws IOException {
        Rng.manualSeed(1234);
        var loader = new DataLoader(counting(20),
                DataLoaderOptions.batchSize(6).withShuffle(true).withWorkers(workers));
        assertThat(order(loader)).isEqualTo(longs(torch("rng-seed1234.json", "dataloader_shuffle_20_epoch1")));
        assertThat(order(loader)).isEqualTo(longs(torch("rng-seed1234.json", "dataloader_shuffle_20_epoch2")));
    }

    @Test
    void an_unshuffled_epoch_draws_one_seed_and_a_shuffled_one_two() {
        Rng.manualSeed(5);
        epoch(new DataLoader(counting(4), DataLoaderOptions.batchSize(2)));
        epoch(new DataLoader(counting(4), DataLoaderOptions.batchSize(2).withShuffle(true)));
        var expected = new Rng(5);
        for (int draws = 0; draws < 3; draws++) {
            expected.nextSeed();
        }
        assertThat(Rng.global().next64()).isEqualTo(expected.next64());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void four_epochs_of_training_and_testing_while_the_model_draws_are_those_of_pytorch(int workers)
            throws IOException {
        Rng.manualSeed(1234);
        JsonArray torch = torch("rng-extra.json", "loader_train_test_4_epochs_with_draws_between");
        var train = new DataLoader(counting(50),
                DataLoaderOptions.batchSize(8).withShuffle(true).withWorkers(workers));
        var test = new DataLoader(counting(9), DataLoaderOptions.batchSize(4).withWorkers(workers));
        for (int epoch = 0; epoch < 4; epoch++) {
            List<Long> order = new ArrayList<>();
            for (Batch batch : train) {
                order.addAll(Longs.asList(batch.targets().toLongArray()));
                Rng.global().uniform(new float[3], 0, 1);
            }
            assertThat(order).isEqualTo(longs(torch.get(epoch)));
            epoch(test);
        }
        assertThat(Rng.global().next64()).isEqualTo(longs(torch.get(4)).getFirst());
    }

    @Test
    void the_order_is_drawn_with_the_first_batch_not_with_the_iterator() throws IOException {
        Rng.manualSeed(1234);
        JsonArray torch = torch("rng-extra.json", "two_iterators_at_once");
        var loader = new DataLoader(counting(20), DataLoaderOptions.batchSize(20).withShuffle(true));
        Iterator<Batch> first = loader.iterator();
        Iterator<Batch> second = loader.iterator();
        assertThat(Longs.asList(first.next().targets().toLongArray())).isEqualTo(longs(torch.get(0)));
        assertThat(Longs.asList(second.next().targets().toLongArray())).isEqualTo(longs(torch.get(1)));
    }

    @Test
    void three_epochs_of_a_loader_with_a_generator_of_its_own_are_those_of_pytorch() throws IOException {
        Rng.manualSeed(1234);
        JsonArray torch = torch("rng-extra.json", "loader_of_its_own_generator_seed99_3_epochs");
        var own = new Rng(99);
        var loader = new DataLoader(counting(20), DataLoaderOptions.batchSize(8).withShuffle(true).withRng(own));
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(order(loader)).isEqualTo(longs(torch.get(epoch)));
        }
        assertThat(own.next64()).isEqualTo(longs(torch.get(3)).getFirst());
        assertThat(Rng.global().next64()).isEqualTo(longs(torch.get(4)).getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6}) // 20 samples: whole batches only, or a smaller last one
    void a_loader_with_a_generator_of_its_own_permutes_twice_an_epoch_and_leaves_the_global_one_alone(int batchSize) {
        Rng.manualSeed(5);
        var expected = new Rng(99);
        for (boolean dropLast : new boolean[]{false, true}) {
            var own = new Rng(99);
            expected.reseed(99);
            var loader = new DataLoader(counting(20),
                    DataLoaderOptions.batchSize(batchSize).withShuffle(true).withDropLast(dropLast).withRng(own));
            for (int epoch = 0; epoch < 2; epoch++) {
                Shuffle.begin(expected);
                List<Long> order = Arrays.stream(expected.randperm(20)).asLongStream().boxed().toList();
                assertThat(order(loader)).isEqualTo(order.subList(0, dropLast ? 20 / batchSize * batchSize : 20));
                expected.randperm(20);
            }
            assertThat(own.next64()).isEqualTo(expected.next64());
        }
        assertThat(Rng.global().next64()).isEqualTo(new Rng(5).next64());
    }

    @Test
    void batches_are_the_same_whatever_the_number_of_workers_and_of_batches_ahead() {
        Dataset slowest = dataset(40, index -> {
            pause((40 - index) % 7); // later batches are ready before earlier ones
            return new Sample(Tensor.of(new long[]{index}), Tensor.arange(40).select(0, index));
        });
        var options = DataLoaderOptions.batchSize(3).withShuffle(true);
        List<List<List<Long>>> epochs = new ArrayList<>();
        for (int workers : new int[]{0, 1, 2, 8, 50}) {
            for (int factor : new int[]{1, 3}) {
                epochs.add(epoch(new DataLoader(slowest,
                        options.withWorkers(workers).withPrefetchFactor(factor).withRng(new Rng(3)))));
            }
        }
        assertThat(epochs).allSatisfy(epoch -> assertThat(epoch).isEqualTo(epochs.getFirst()));
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void an_epoch_begun_in_its_middle_gives_the_rest_and_draws_the_same(int workers) {
        for (boolean own : new boolean[]{false, true}) {
            for (int size : new int[]{20, 18}) { // whole batches only, or a smaller last one
                Rng rng = own ? new Rng(7) : Rng.global();
                rng.reseed(7);
                var options = DataLoaderOptions.batchSize(5).withShuffle(true).withWorkers(workers);
                var loader = new DataLoader(counting(size), own ? options.withRng(rng) : options);
                List<List<Long>> whole = epoch(loader);
                long drawnNext = rng.next64();
                for (int from = 0; from <= 4; from++) {
                    rng.reseed(7);
                    List<List<Long>> rest = new ArrayList<>();
                    loader.iteratorFrom(from)
                            .forEachRemaining(batch -> rest.add(Longs.asList(batch.targets().toLongArray())));
                    assertThat(rest).isEqualTo(whole.subList(from, 4));
                    assertThat(rng.next64()).isEqualTo(drawnNext);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void batches_left_out_are_not_read(int workers) {
        Set<Integer> read = ConcurrentHashMap.newKeySet();
        Dataset watched = dataset(10, index -> {
            read.add(index);
            return new Sample(Tensor.of(new long[]{index}), Tensor.scalar(index));
        });
        var loader = new DataLoader(watched, DataLoaderOptions.batchSize(2).withWorkers(workers));
        loader.iteratorFrom(3).forEachRemaining(batch -> assertThat(batch.size()).isEqualTo(2));
        assertThat(read).containsExactlyInAnyOrder(6, 7, 8, 9);
        assertThat(loader.iteratorFrom(5).hasNext()).isFalse();
    }

    @Test
    void an_epoch_cannot_begin_before_its_first_batch_or_behind_its_last() {
        Rng.manualSeed(5);
        var loader = new DataLoader(counting(5), DataLoaderOptions.batchSize(2));
        for (int batch : new int[]{-1, 4}) {
            assertThatIllegalArgumentException().isThrownBy(() -> loader.iteratorFrom(batch)).withMessage(
                    "[dataLoader] an epoch of 3 batches can go on from batch 0 to 3, but %d came".formatted(batch));
        }
        assertThat(Rng.global().next64()).isEqualTo(new Rng(5).next64());
    }

    @Test
    void an_exhausted_iterator_says_so() {
        Iterator<Batch> iterator = new DataLoader(counting(2), DataLoaderOptions.batchSize(1)).iterator();
        iterator.next();
        iterator.next();
        assertThat(iterator.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next)
                .withMessage("[dataLoader] all 2 batches were taken; iterate anew for another epoch");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void an_unreadable_sample_reaches_the_caller_with_its_index_and_the_next_batch_still_comes(int workers) {
        var cause = new UncheckedIOException(new IOException("no such image"));
        Dataset broken = dataset(6, index -> {
            if (index == 3) {
                throw cause;
            }
            return counting(6).get(index);
        });
        Iterator<Batch> iterator = new DataLoader(broken, DataLoaderOptions.batchSize(2).withWorkers(workers))
                .iterator();
        assertThat(iterator.next().targets().toLongArray()).containsExactly(0, 1);
        assertThatExceptionOfType(SampleException.class).isThrownBy(iterator::next)
                .withMessage(
                        "[dataset] sample 3 could not be read: java.io.UncheckedIOException: java.io.IOException: no such image")
                .withCause(cause)
                .satisfies(thrown -> assertThat(thrown.index()).isEqualTo(3));
        assertThat(iterator.next().targets().toLongArray()).containsExactly(4, 5);
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void an_error_in_a_worker_shows_where_the_batch_was_asked_for() {
        Dataset broken = dataset(2, index -> {
            if (index == 1) {
                throw new StackOverflowError("deep");
            }
            return counting(2).get(index);
        });
        Iterator<Batch> iterator = new DataLoader(broken, DataLoaderOptions.batchSize(1).withWorkers(1)).iterator();
        iterator.next();
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(iterator::next)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).singleElement().satisfies(here -> {
                    assertThat(here).hasMessage("[dataLoader] batch 1 of this epoch was asked for here");
                    assertThat(here.getStackTrace()).anySatisfy(
                            frame -> assertThat(frame.getClassName()).isEqualTo(DataLoaderTest.class.getName()));
                }));
    }

    @Test
    void samples_of_different_shapes_or_types_are_named() {
        Dataset growing = dataset(9,
                index -> new Sample(Tensor.zeros(1, index < 5 ? 28 : 32, 28), Tensor.scalar(index)));
        var loader = new DataLoader(growing, DataLoaderOptions.batchSize(9));
        assertThatIllegalArgumentException().isThrownBy(() -> loader.iterator().next()).withMessage(
                "[dataset] the input of sample 5 is float32[1,32,28], but that of sample 0 in the same batch is float32[1,28,28]; samples of one batch must have one shape and type: crop, resize or pad them");
        Dataset mixed = dataset(2, index -> new Sample(Tensor.zeros(1),
                Tensor.full(Shape.SCALAR, 1, index == 0 ? DType.INT64 : DType.BOOL)));
        assertThatIllegalArgumentException().isThrownBy(() -> mixed.batch(new int[]{1, 0}))
                .withMessageContaining("the target of sample 0 is int64[], but that of sample 1")
                .withMessageContaining("is bool[]");
    }

    @Test
    void a_batch_of_no_samples_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dataset(1, counting(1)::get).batch(new int[0]))
                .withMessage("[dataset] a batch needs at least one sample, but no index came");
    }

    @Test
    void loading_records_nothing() {
        Tensor weights = Tensor.ones(2).requiresGrad(true);
        Dataset augmented = dataset(2, index -> new Sample(weights.mul(index), Tensor.scalar(0)));
        for (int workers : new int[]{0, 1}) {
            Batch batch = new DataLoader(augmented, DataLoaderOptions.batchSize(2).withWorkers(workers)).iterator()
                    .next();
            assertThat(batch.inputs().requiresGrad()).isFalse();
        }
        assertThat(Tape.isRecording()).isTrue();
    }

    @Test
    void senseless_options_and_empty_datasets_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DataLoaderOptions.batchSize(0))
                .withMessage("[dataLoader] the batch size must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> DataLoaderOptions.batchSize(1).withWorkers(-1))
                .withMessage("[dataLoader] the number of workers must not be negative, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataLoaderOptions.batchSize(1).withWorkers(1).withPrefetchFactor(0))
                .withMessage("[dataLoader] the prefetch factor must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataLoader(counting(0), DataLoaderOptions.batchSize(1)))
                .withMessage("[dataLoader] the dataset is empty; it needs at least one sample");
    }
}

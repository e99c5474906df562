package org.gradus.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EpochTest {

    /** Counts how many samples were read, and how many at once; reading all but the first waits for the gate. */
    private static final class Gated implements Dataset {

        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        @Override
        public int size() {
            return 100;
        }

        @Override
        public Sample get(int index) {
            begun.incrementAndGet();
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                if (index > 0) {
                    gate.await();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            now.decrementAndGet();
            return new Sample(Tensor.zeros(1000), Tensor.scalar(index));
        }
    }

    private static Iterator<Batch> iterator(Dataset dataset, int workers, int prefetchFactor) {
        return new DataLoader(dataset, DataLoaderOptions.batchSize(1).withWorkers(workers)
                .withPrefetchFactor(prefetchFactor).withRng(new Rng(1))).iterator();
    }

    private static Iterator<Batch> iterator(Dataset dataset, int workers) {
        return iterator(dataset, workers, 1);
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "1, 1", "1, 5", "4, 2"})
    void as_many_batches_are_ahead_as_the_options_say_and_no_more(int workers, int factor) throws InterruptedException {
        var dataset = new Gated();
        dataset.gate.countDown();
        Iterator<Batch> batches = iterator(dataset, workers, factor);
        for (int taken = 1; taken <= 5; taken++) {
            batches.next();
            awaitBegun(dataset, taken + workers * factor);
        }
        Thread.sleep(50); // time for another batch ahead to begin, were there one
        assertThat(dataset.begun).hasValue(5 + workers * factor);
        assertThat(dataset.most.get()).isLessThanOrEqualTo(workers + 1); // the caller reads the first batch
    }

    @Test
    void workers_that_went_home_or_sleep_are_called_when_they_are_needed() throws InterruptedException {
        var dataset = new Gated();
        dataset.gate.countDown();
        Iterator<Batch> batches = iterator(dataset, 2, 2);
        int taken = 0;
        for (int pause : new int[]{0, 1, 3, 100, 0, 7, 15, 30, 0, 100, 100}) { // the longest nap is of 10 ms
            Thread.sleep(pause);
            for (int i = 0; i < 9; i++) {
                assertThat(batches.next().targets().item()).isEqualTo(taken++);
            }
            awaitBegun(dataset, Math.min(100, taken + 3)); // with one place free, nobody need be called yet
        }
        assertThat(dataset.most.get()).isLessThanOrEqualTo(3);
    }

    private static void awaitBegun(Gated dataset, int count) throws InterruptedException {
        while (dataset.begun.get() < count) {
            Thread.sleep(1);
        }
    }

    @Test
    void without_workers_nothing_is_read_ahead() {
        var dataset = new Gated();
        dataset.gate.countDown();
        Iterator<Batch> batches = iterator(dataset, 0);
        assertThat(batches.hasNext()).isTrue();
        assertThat(dataset.begun).hasValue(0);
        batches.next();
        assertThat(dataset.begun).hasValue(1);
    }

    @Test
    void an_iterator_left_early_becomes_garbage_with_its_dataset_and_its_threads_go_idle() throws InterruptedException {
        var dataset = new Gated();
        dataset.gate.countDown();
        Iterator<Batch> batches = iterator(dataset, 4);
        batches.next();
        awaitBegun(dataset, 5);
        var abandoned = new WeakReference<>(batches);
        var source = new WeakReference<Dataset>(dataset);
        batches = null;
        dataset = null;
        while (abandoned.get() != null || source.get() != null) {
            System.gc();
            Thread.sleep(5);
        }
        assertThat(abandoned.get()).isNull();
        assertThat(source.get()).isNull();
    }

    @Test
    void many_abandoned_iterators_share_a_few_threads() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            var dataset = new Gated();
            dataset.gate.countDown();
            iterator(dataset, 2).next();
            awaitBegun(dataset, 3);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("gradus-loader-"))
                .hasSizeBetween(1, 100).allMatch(Thread::isDaemon);
    }

    @Test
    void an_interrupted_caller_stays_interrupted_and_is_told_what_it_waited_for() {
        var dataset = new Gated();
        Iterator<Batch> batches = iterator(dataset, 1);
        batches.next();
        Thread.currentThread().interrupt();
        try {
            assertThatIllegalStateException().isThrownBy(batches::next)
                    .withMessage("[dataLoader] interrupted while waiting for batch 1 of this epoch");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            dataset.gate.countDown();
        }
    }
}

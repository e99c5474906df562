package org.gradus.core.data;

import com.google.common.base.Throwables;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.gradus.core.Tape;
import org.gradus.core.random.Rng;
import org.gradus.core.random.Shuffle;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a data set.
 *
 * <p>
 * Batches ahead are tasks of a crew, handed in one for one as batches are taken out. A task knows the data set and its
 * indices but not the epoch, so an epoch that nobody holds any more is garbage, its finished batches with it, and no thread
 * waits for it.
 */
final class Epoch implements Iterator<Batch> {

    private final Dataset dataset;
    private final DataLoaderOptions options;
    private final int samples;
    private final int batches;
    private final long seed;
    private final Crew crew;
    private final int most;
    private final Queue<Future<Batch>> ahead = new ArrayDeque<>();
    private int @Nullable [] order;
    private int submitted;
    private int taken;
    private boolean exhausted;

    Epoch(DataLoader loader) {
        dataset = loader.dataset();
        options = loader.options();
        samples = loader.samples();
        batches = loader.batches();
        crew = new Crew(options.workers());
        most = (int) Math.min(batches, (long) options.workers() * options.prefetchFactor());
        seed = Shuffle.begin(options.rng() == null ? Rng.global() : options.rng());
    }

    /** Takes batches without reading them, and draws what taking them draws. */
    void leaveOut(int count) {
        while (taken < count && hasNext()) {
            nextIndices();
        }
    }

    /** The order is drawn when the first batch is asked for, this being the way to ask whether there is one. */
    @Override
    public boolean hasNext() {
        if (order == null) {
            order = drawOrder();
        }
        if (taken == batches) {
            exhaust();
        }
        return taken < batches;
    }

    private int[] drawOrder() {
        if (options.sampler() != null) {
            Rng rng = options.rng() == null ? Rng.global() : options.rng();
            return options.sampler().draw(new Rng(rng.nextSeed()));
        }
        if (!options.shuffle()) {
            return IntStream.range(0, samples).toArray();
        }
        return options.rng() == null ? Shuffle.order(Rng.global(), samples) : options.rng().randperm(samples);
    }

    /** What PyTorch's sampler draws from a loader's own generator when it is asked for an index past the last. */
    private void exhaust() {
        if (!exhausted && options.shuffle() && options.rng() != null) {
            options.rng().randperm(samples);
        }
        exhausted = true;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException(
                    "[dataLoader] all %d batches were taken; iterate anew for another epoch".formatted(batches));
        }
        int batch = taken;
        int[] indices = nextIndices();
        if (!ahead.isEmpty()) {
            return takeAhead(batch);
        }
        // without workers; and the first, which this thread makes sooner than a worker that has yet to be called
        submitted = taken;
        handIn();
        return load(dataset, options, indices, seed, batch);
    }

    private int[] nextIndices() {
        int[] indices = indices(taken++);
        if (indices.length < options.batchSize()) {
            exhaust(); // to fill this batch the sampler was asked for more
        }
        return indices;
    }

    private int[] indices(int batch) {
        int from = batch * options.batchSize();
        return Arrays.copyOfRange(Objects.requireNonNull(order), from,
                from + Math.min(options.batchSize(), samples - from));
    }

    private static Batch load(Dataset dataset, DataLoaderOptions options, int[] indices, long seed, int batch) {
        return Tape.noGrad(() -> {
            Batch samples = dataset.batch(indices);
            Augmentation augmentation = options.augmentation();
            return augmentation == null
                    ? samples
                    : Augmented.batch(samples, augmentation, seed, batch * options.batchSize());
        });
    }

    private Batch takeAhead(int batch) {
        Future<Batch> first = ahead.remove();
        if (!first.isDone()) {
            crew.hurry();
        }
        try {
            return await(first, batch);
        } finally {
            handIn();
        }
    }

    private void handIn() {
        while (ahead.size() < most && submitted < batches) {
            FutureTask<Batch> task = task(submitted++);
            ahead.add(task);
            crew.add(task);
        }
        if (submitted == batches) {
            crew.complete();
        }
        crew.call(Math.ceilDiv(most, 2));
    }

    private FutureTask<Batch> task(int batch) {
        Dataset source = dataset;
        DataLoaderOptions how = options;
        long drawn = seed;
        int[] indices = indices(batch);
        return new FutureTask<>(() -> load(source, how, indices, drawn, batch));
    }

    private static Batch await(Future<Batch> future, int batch) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "[dataLoader] interrupted while waiting for batch %d of this epoch".formatted(batch), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            cause.addSuppressed(new IllegalStateException(
                    "[dataLoader] batch %d of this epoch was asked for here".formatted(batch)));
            Throwables.throwIfUnchecked(cause);
            throw new AssertionError("a data set threw a checked exception", cause);
        }
    }
}

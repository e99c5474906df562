package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Iterator;

/**
 * Serves a data set in batches, all of it once for every iterator; each iterator is an epoch.
 *
 * {@snippet :
 * var loader = new DataLoader(dataset, DataLoaderOptions.batchSize(64).withShuffle(true).withWorkers(1));
 * for (Batch batch : loader) {
 *     step(batch.inputs(), batch.targets());
 * }
 * }
 *
 * <p>
 * Order and batches depend on the options and the generator alone, not on the number of workers, and the order is that of
 * PyTorch's {@code DataLoader} for the same seed; {@link org.gradus.core.random.Shuffle} says what is drawn and when.
 * Nothing needs closing: an iterator left before its end is garbage like any other object.
 */
public final class DataLoader implements Iterable<Batch> {

    private final Dataset dataset;
    private final DataLoaderOptions options;

    /**
     * Serves a data set.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public DataLoader(Dataset dataset, DataLoaderOptions options) {
        checkArgument(dataset.size() > 0, "[dataLoader] the dataset is empty; it needs at least one sample");
        this.dataset = dataset;
        this.options = options;
    }

    /** What is served. */
    public Dataset dataset() {
        return dataset;
    }

    /** How it is served. */
    public DataLoaderOptions options() {
        return options;
    }

    /** The number of batches an epoch: ⌈M/N⌉ for M samples in batches of N, ⌊M/N⌋ if the last is dropped. */
    public int batches() {
        int size = options.batchSize();
        return options.dropLast() ? samples() / size : Math.ceilDiv(samples(), size);
    }

    /** The samples that an epoch chooses from the data set, the last of them left out or not. */
    int samples() {
        return options.sampler() == null ? dataset.size() : options.sampler().size();
    }

    /**
     * Begins an epoch; this draws from the generator whether or not the loader shuffles.
     *
     * <p>
     * {@code next} throws what the data set throws, also from a worker; the batch after it can still be asked for.
     * The iterator itself belongs to one thread.
     */
    @Override
    public Iterator<Batch> iterator() {
        return new Epoch(this);
    }

    /**
     * Begins an epoch as {@link #iterator} does and leaves out its first batches, of which no sample is read.
     *
     * <p>
     * So a stopped epoch goes on where it was: with the generator restored to what it was before {@link #iterator} was
     * called, the batches that come are the same ones in the same order.
     *
     * @param batch how many batches to leave out, from 0 to all of them
     * @throws IllegalArgumentException if the epoch has fewer, or the number is negative; nothing is drawn then
     */
    public Iterator<Batch> iteratorFrom(int batch) {
        checkArgument(batch >= 0 && batch <= batches(),
                "[dataLoader] an epoch of %s batches can go on from batch 0 to %s, but %s came", batches(), batches(),
                batch);
        var epoch = new Epoch(this);
        epoch.leaveOut(batch);
        return epoch;
    }
}

package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.random.Rng;
import org.jspecify.annotations.Nullable;

/**
 * How a loader cuts a data set into batches.
 *
 * @param batchSize samples a batch, of which the last may have fewer
 * @param shuffle whether every epoch visits the samples in a new random order
 * @param dropLast whether a last batch of fewer samples is left out
 * @param workers background threads that prepare all batches but an epoch's first; 0 prepares every batch on the calling
 *        thread when it is asked for
 * @param prefetchFactor batches that are ahead for each worker, at first 2, and are kept in memory
 * @param rng where seeds and orders are drawn from; null is {@link Rng#global()}, from which, as in PyTorch, every
 *        epoch draws a seed instead of its order
 * @param augmentation what changes every sample at random before it is served; null leaves them as they are
 * @param sampler what chooses the samples of an epoch and their order; null takes each once, shuffled or not
 */
public record DataLoaderOptions(int batchSize, boolean shuffle, boolean dropLast, int workers, int prefetchFactor,
        @Nullable Rng rng, @Nullable Augmentation augmentation, @Nullable Sampler sampler) {

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public DataLoaderOptions {
        checkArgument(batchSize >= 1, "[dataLoader] the batch size must be at least 1, but is %s", batchSize);
        checkArgument(workers >= 0, "[dataLoader] the number of workers must not be negative, but is %s", workers);
        checkArgument(prefetchFactor >= 1, "[dataLoader] the prefetch factor must be at least 1, but is %s",
                prefetchFactor);
        checkArgument(sampler == null || !shuffle,
                "[dataLoader] a sampler chooses the order itself; leave out either shuffle or the sampler");
    }

    /** Batches of this many samples in the data set's order, the last one kept, without workers. */
    public static DataLoaderOptions batchSize(int value) {
        return new DataLoaderOptions(value, false, false, 0, 2, null, null, null);
    }

    /** These options with another batch size. */
    public DataLoaderOptions withBatchSize(int value) {
        return new DataLoaderOptions(value, shuffle, dropLast, workers, prefetchFactor, rng, augmentation, sampler);
    }

    /** These options with or without shuffling. */
    public DataLoaderOptions withShuffle(boolean value) {
        return new DataLoaderOptions(batchSize, value, dropLast, workers, prefetchFactor, rng, augmentation, sampler);
    }

    /** These options with a last, smaller batch left out or kept. */
    public DataLoaderOptions withDropLast(boolean value) {
        return new DataLoaderOptions(batchSize, shuffle, value, workers, prefetchFactor, rng, augmentation, sampler);
    }

    /** These options with another number of threads that prepare batches ahead. */
    public DataLoaderOptions withWorkers(int value) {
        return new DataLoaderOptions(batchSize, shuffle, dropLast, value, prefetchFactor, rng, augmentation, sampler);
    }

    /** These options with another number of batches ahead for each worker. */
    public DataLoaderOptions withPrefetchFactor(int value) {
        return new DataLoaderOptions(batchSize, shuffle, dropLast, workers, value, rng, augmentation, sampler);
    }

    /** These options with a generator of the loader's own. */
    public DataLoaderOptions withRng(Rng value) {
        return new DataLoaderOptions(batchSize, shuffle, dropLast, workers, prefetchFactor, value, augmentation,
                sampler);
    }

    /** These options with samples changed at random before they are served. */
    public DataLoaderOptions withAugmentation(Augmentation value) {
        return new DataLoaderOptions(batchSize, shuffle, dropLast, workers, prefetchFactor, rng, value, sampler);
    }

    /** These options with samples chosen by a sampler instead of one after another. */
    public DataLoaderOptions withSampler(Sampler value) {
        return new DataLoaderOptions(batchSize, shuffle, dropLast, workers, prefetchFactor, rng, augmentation, value);
    }
}

package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.gradus.core.random.Rng;

/** Some samples of a data set, in an order of their own. */
public final class Subset implements Dataset {

    private final Dataset dataset;
    private final int[] indices;

    /**
     * Sample i is sample indices[i] of the data set; an index may come several times.
     *
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public Subset(Dataset dataset, int... indices) {
        for (int index : indices) {
            checkElementIndex(index, dataset.size(), "[subset] sample");
        }
        this.dataset = dataset;
        this.indices = indices.clone();
    }

    /**
     * Cuts a data set into parts of these sizes at random, each sample into one: with the same seed, the parts that
     * PyTorch's {@code random_split} makes.
     *
     * @throws IllegalArgumentException if the sizes are negative, or their sum is not that of the data set
     */
    public static ImmutableList<Subset> randomSplit(Dataset dataset, Rng rng, int... sizes) {
        checkArgument(
                Arrays.stream(sizes).allMatch(size -> size >= 0) && Arrays.stream(sizes).sum() == dataset.size(),
                "[randomSplit] sizes must not be negative and have the sum %s, the number of samples, but are %s",
                dataset.size(), Arrays.toString(sizes));
        int[] order = rng.randperm(dataset.size());
        var parts = ImmutableList.<Subset>builder();
        int from = 0;
        for (int size : sizes) {
            parts.add(new Subset(dataset, Arrays.copyOfRange(order, from, from + size)));
            from += size;
        }
        return parts.build();
    }

    @Override
    public int size() {
        return indices.length;
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such sample */
    @Override
    public Sample get(int index) {
        return dataset.get(indices[checkElementIndex(index, size(), "[subset] sample")]);
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such sample */
    @Override
    public Batch batch(int[] chosen) {
        return dataset.batch(IntStream.of(chosen)
                .map(index -> indices[checkElementIndex(index, size(), "[subset] sample")]).toArray());
    }
}

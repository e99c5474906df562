package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/** Data sets one after another, whose samples must be alike where they come into one batch. */
public final class ConcatDataset implements Dataset {

    private final ImmutableList<Dataset> datasets;

    /** The number of the sample after each data set's last. */
    private final int[] ends;

    /**
     * First all samples of the first, then all of the second, and so on.
     *
     * @throws IllegalArgumentException if there is none, or they have more samples than an int counts
     */
    public ConcatDataset(List<? extends Dataset> datasets) {
        checkArgument(!datasets.isEmpty(), "[concatDataset] needs at least one data set, but none came");
        this.datasets = ImmutableList.copyOf(datasets);
        this.ends = new int[datasets.size()];
        long samples = 0;
        for (int i = 0; i < ends.length; i++) {
            samples += datasets.get(i).size();
            checkArgument(samples <= Integer.MAX_VALUE, "[concatDataset] %s samples are more than an int counts",
                    samples);
            ends[i] = (int) samples;
        }
    }

    @Override
    public int size() {
        return ends[ends.length - 1];
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such sample */
    @Override
    public Sample get(int index) {
        checkElementIndex(index, size(), "[concatDataset] sample");
        int number = datasetOf(index);
        return datasets.get(number).get(index - begin(number));
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such sample */
    @Override
    public Batch batch(int[] indices) {
        int[] numbers = Arrays.stream(indices)
                .map(index -> datasetOf(checkElementIndex(index, size(), "[concatDataset] sample"))).distinct()
                .toArray();
        if (numbers.length != 1) {
            return Dataset.super.batch(indices);
        }
        int begin = begin(numbers[0]);
        return datasets.get(numbers[0]).batch(Arrays.stream(indices).map(index -> index - begin).toArray());
    }

    /** Empty data sets end where they begin, and hold no sample. */
    private int datasetOf(int index) {
        int number = 0;
        while (ends[number] <= index) {
            number++;
        }
        return number;
    }

    private int begin(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }
}

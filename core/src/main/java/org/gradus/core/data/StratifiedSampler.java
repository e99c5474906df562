package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.random.Rng;

/**
 * Every sample once, in a random order in which each class is spread evenly: of a class of c samples one comes in each of c
 * equal parts of the epoch, so that every batch has about as much of it as the whole data set.
 */
public final class StratifiedSampler implements Sampler {

    private final long[] labels;
    private final Map<Long, Integer> counts = new HashMap<>();

    /** By the class of each sample. @throws IllegalArgumentException if there is none */
    public StratifiedSampler(long[] labels) {
        checkArgument(labels.length > 0, "[stratifiedSampler] needs the label of one sample at least, but none came");
        this.labels = labels.clone();
        for (long label : labels) {
            counts.merge(label, 1, Integer::sum);
        }
    }

    @Override
    public int size() {
        return labels.length;
    }

    /** The j-th of a class's c samples, in a random order of them, comes at (j + u)/c of the epoch, u uniform on [0, 1). */
    @Override
    public int[] draw(Rng rng) {
        int[] order = rng.randperm(labels.length);
        double[] uniform = new double[labels.length];
        rng.uniform(uniform, 0, 1);
        Map<Long, Integer> before = new HashMap<>();
        double[] places = new double[labels.length];
        for (int sample : order) {
            int rank = before.merge(labels[sample], 1, Integer::sum) - 1;
            places[sample] = (rank + uniform[sample]) / counts.get(labels[sample]);
        }
        return IntStream.of(order).boxed().sorted(Comparator.comparingDouble(sample -> places[sample]))
                .mapToInt(sample -> sample).toArray();
    }
}

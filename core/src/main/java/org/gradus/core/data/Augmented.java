package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/** Batches whose samples were changed at random, each by a generator of its own. */
final class Augmented {

    private Augmented() {}

    /**
     * A batch with its inputs changed.
     *
     * @param seed of the epoch
     * @param first the place of the batch's first sample in the epoch
     */
    static Batch batch(Batch batch, Augmentation augmentation, long seed, int first) {
        Tensor inputs = batch.inputs();
        Tensor changed = augmentation.apply(inputs.select(0, 0), generator(seed, first));
        Rows rows = new Rows(batch.size(), changed.type());
        rows.set(0, changed, 0);
        for (int row = 1; row < batch.size(); row++) {
            Tensor next = augmentation.apply(inputs.select(0, row), generator(seed, first + row));
            checkArgument(next.type().equals(changed.type()),
                    "[augmentation] made %s of one sample of a batch and %s of another; samples of one batch must keep one shape and type",
                    changed.type(), next.type());
            rows.set(row, next, 0);
        }
        return new Batch(rows.toTensor(), batch.targets());
    }

    /** Seeds side by side would give generators alike at first. */
    private static Rng generator(long seed, int place) {
        return new Rng(Hashing.murmur3_128().newHasher().putLong(seed).putInt(place).hash().asLong() & Long.MAX_VALUE);
    }
}

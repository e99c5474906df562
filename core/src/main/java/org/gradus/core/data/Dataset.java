package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.TensorType;

/**
 * A fixed number of samples, each reached by its index.
 *
 * <p>
 * Loaders with workers call {@link #get} and {@link #batch} from several threads at once. The same index gives the same
 * sample every time; a data set that varies its samples at random derives that from the index and a generator of its own.
 */
public interface Dataset {

    /** The number of samples. */
    int size();

    /**
     * The sample at an index.
     *
     * @param index 0 … size − 1
     */
    Sample get(int index);

    /**
     * The samples at some indices, stacked in this order.
     *
     * <p>
     * This calls {@link #get} for each and copies what it gives. Data sets that hold all samples in one array override it
     * to make a batch in one copy.
     *
     * @throws IllegalArgumentException if there is no index, or samples differ in shape or type, naming two of them
     * @throws SampleException if a sample cannot be read
     */
    default Batch batch(int[] indices) {
        checkArgument(indices.length > 0, "[dataset] a batch needs at least one sample, but no index came");
        Sample first = read(indices[0]);
        Rows inputs = new Rows(indices.length, first.input().type());
        Rows targets = new Rows(indices.length, first.target().type());
        for (int row = 0; row < indices.length; row++) {
            Sample sample = row == 0 ? first : read(indices[row]);
            checkAlike("input", indices[row], sample.input().type(), indices[0], first.input().type());
            checkAlike("target", indices[row], sample.target().type(), indices[0], first.target().type());
            inputs.set(row, sample.input(), 0);
            targets.set(row, sample.target(), 0);
        }
        return new Batch(inputs.toTensor(), targets.toTensor());
    }

    private Sample read(int index) {
        try {
            return get(index);
        } catch (Exception e) {
            throw new SampleException(index, e);
        }
    }

    private static void checkAlike(String part, int index, TensorType type, int firstIndex, TensorType firstType) {
        checkArgument(type.equals(firstType),
                "[dataset] the %s of sample %s is %s, but that of sample %s in the same batch is %s; samples of one batch must have one shape and type: crop, resize or pad them",
                part, index, type, firstIndex, firstType);
    }
}

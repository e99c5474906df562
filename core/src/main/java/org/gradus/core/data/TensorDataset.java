package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import org.gradus.core.Tensor;

/**
 * Samples held in two tensors, a row each.
 *
 * <p>
 * A batch is one copy of its rows. Nothing is recorded on a tape: gradients do not flow into the tensors given.
 */
public final class TensorDataset implements Dataset {

    private final Tensor inputs;
    private final Tensor targets;

    /**
     * Sample i is row i of both.
     *
     * @param inputs [M,…]
     * @param targets [M,…], INT64 [M] for classes
     * @throws IllegalArgumentException if they do not have the same first dimension
     */
    public TensorDataset(Tensor inputs, Tensor targets) {
        checkArgument(inputs.shape().rank() > 0 && targets.shape().rank() > 0 && inputs.size(0) == targets.size(0),
                "[tensorDataset] inputs and targets need as many rows, but are %s and %s; the first dimension counts the samples",
                inputs.type(), targets.type());
        this.inputs = inputs.detach();
        this.targets = targets.detach();
    }

    @Override
    public int size() {
        return inputs.size(0);
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such sample */
    @Override
    public Sample get(int index) {
        checkElementIndex(index, size(), "[tensorDataset] sample");
        Batch single = batch(new int[]{index});
        return new Sample(single.inputs().squeeze(0), single.targets().squeeze(0));
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such sample */
    @Override
    public Batch batch(int[] indices) {
        for (int index : indices) {
            checkElementIndex(index, size(), "[tensorDataset] sample");
        }
        return new Batch(Rows.gather(inputs, indices), Rows.gather(targets, indices));
    }
}

package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Tensors repeated, or turned round, along dimensions. */
public final class Repetition {

    private Repetition() {}

    /**
     * y = x repeated so many times along each dimension; further numbers in front make new dimensions.
     *
     * @throws IllegalArgumentException if a number is negative or there are fewer than dimensions
     */
    public static Tensor repeat(Tensor x, int... times) {
        int rank = times.length;
        int added = rank - x.shape().rank();
        checkArgument(added >= 0, "[repeat] needs at least one number for each dimension of %s, but came %s", x.type(),
                Arrays.toString(times));
        int[] apart = new int[2 * rank];
        int[] expanded = new int[2 * rank];
        int[] merged = new int[rank];
        for (int d = 0; d < rank; d++) {
            checkArgument(times[d] >= 0, "[repeat] numbers of times must not be negative, but came %s",
                    Arrays.toString(times));
            int size = d < added ? 1 : x.size(d - added);
            apart[2 * d] = 1;
            apart[2 * d + 1] = size;
            expanded[2 * d] = times[d];
            expanded[2 * d + 1] = size;
            merged[d] = Math.multiplyExact(times[d], size);
        }
        Tensor copies = ExpandOp.expand(ReshapeOp.reshape(x, Shape.of(apart)), Shape.of(expanded));
        return ReshapeOp.reshape(copies, Shape.of(merged));
    }

    /** y = x repeated as by {@link #repeat}, but numbers may also be left out in front, and are then 1. */
    public static Tensor tile(Tensor x, int... times) {
        int rank = Math.max(times.length, x.shape().rank());
        int[] all = new int[rank];
        Arrays.fill(all, 1);
        System.arraycopy(times, 0, all, rank - times.length, times.length);
        return repeat(x, all);
    }

    /**
     * y = x with each element repeated so many times in a row along a dimension, which may count from the end.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public static Tensor repeatInterleave(Tensor x, int times, int dim) {
        checkArgument(times >= 0, "[repeatInterleave] the number of times must not be negative, but is %s", times);
        int axis = x.shape().axis("repeatInterleave", dim);
        Tensor apart = ReshapeOp.unsqueeze(x, axis + 1);
        return ReshapeOp.reshape(ExpandOp.expand(apart, apart.shape().withSize(axis + 1, times)),
                x.shape().withSize(axis, Math.multiplyExact(times, x.size(axis))));
    }

    /** y = x with its elements moved on along a dimension, those pushed over the end coming in again at the start. */
    public static Tensor roll(Tensor x, int shift, int dim) {
        int axis = x.shape().axis("roll", dim);
        int size = x.size(axis);
        long[] sources = new long[size];
        for (int j = 0; j < size; j++) {
            sources[j] = Math.floorMod((long) j - shift, size);
        }
        return IndexSelectOp.indexSelect(x, axis, Tensor.wrap(sources, Shape.of(size)));
    }

    /**
     * y = x moved on along several dimensions, one shift for each; otherwise as {@link #roll(Tensor, int, int)}.
     *
     * @throws IllegalArgumentException if there is not one shift a dimension
     */
    public static Tensor roll(Tensor x, int[] shifts, int[] dims) {
        checkArgument(shifts.length == dims.length, "[roll] needs one shift a dimension, but came %s for dimensions %s",
                Arrays.toString(shifts), Arrays.toString(dims));
        Tensor y = x;
        for (int i = 0; i < dims.length; i++) {
            y = roll(y, shifts[i], dims[i]);
        }
        return y;
    }

    /** y = x moved on as if it were one long vector, in its own shape. */
    public static Tensor roll(Tensor x, int shift) {
        return ReshapeOp.reshape(roll(ReshapeOp.reshape(x, -1), shift, 0), x.shape());
    }
}

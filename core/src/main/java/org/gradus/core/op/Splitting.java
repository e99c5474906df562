package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;

/** Tensors cut into several along a dimension, which may count from the end; the reverse of concatenation. */
public final class Splitting {

    private Splitting() {}

    /**
     * Parts of one size along a dimension, of which the last may be smaller.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public static List<Tensor> split(Tensor x, int size, int dim) {
        checkArgument(size >= 1, "[split] the size of a part must be at least 1, but is %s", size);
        int length = x.size(x.shape().axis("split", dim));
        int[] sizes = new int[Math.max(1, Math.ceilDiv(length, size))];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.min(size, length - i * size);
        }
        return split(x, sizes, dim);
    }

    /**
     * Parts of these sizes along a dimension.
     *
     * @throws IllegalArgumentException if they do not add up to the dimension's size
     */
    public static List<Tensor> split(Tensor x, int[] sizes, int dim) {
        int axis = x.shape().axis("split", dim);
        checkArgument(IntStream.of(sizes).asLongStream().sum() == x.size(axis),
                "[split] parts of sizes %s do not add up to dimension %s of %s", Arrays.toString(sizes), dim, x.type());
        List<Tensor> parts = new ArrayList<>();
        int start = 0;
        for (int size : sizes) {
            parts.add(SliceOp.narrow(x, axis, start, size));
            start += size;
        }
        return List.copyOf(parts);
    }

    /**
     * At most so many parts along a dimension, all of the same size but the last, which may be smaller. There are fewer where
     * the dimension has too few elements, as in PyTorch.
     *
     * @throws IllegalArgumentException if none is asked for
     */
    public static List<Tensor> chunk(Tensor x, int chunks, int dim) {
        checkArgument(chunks >= 1, "[chunk] the number of parts must be at least 1, but is %s", chunks);
        int length = x.size(x.shape().axis("chunk", dim));
        return length == 0 ? split(x, new int[chunks], dim) : split(x, Math.ceilDiv(length, chunks), dim);
    }

    /**
     * One tensor for each index of a dimension, which is dropped; the reverse of stacking.
     *
     * <p>
     * Where gradients are recorded, x is halved again and again: added up on the way back, n slices of x would cost n times x
     * each, and so they cost log n.
     */
    public static List<Tensor> unbind(Tensor x, int dim) {
        int axis = x.shape().axis("unbind", dim);
        if (!x.requiresGrad()) {
            return IntStream.range(0, x.size(axis)).mapToObj(i -> SliceOp.select(x, axis, i)).toList();
        }
        List<Tensor> slices = new ArrayList<>();
        addSlices(x, axis, slices);
        return List.copyOf(slices);
    }

    private static void addSlices(Tensor x, int axis, List<Tensor> slices) {
        int size = x.size(axis);
        if (size == 1) {
            slices.add(ReshapeOp.without(x, axis));
        } else if (size > 1) {
            int half = size / 2;
            addSlices(SliceOp.narrow(x, axis, 0, half), axis, slices);
            addSlices(SliceOp.narrow(x, axis, half, size - half), axis, slices);
        }
    }
}

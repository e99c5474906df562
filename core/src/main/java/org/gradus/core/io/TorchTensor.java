package org.gradus.core.io;

import com.google.common.math.LongMath;
import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as a pickle describes it: a view of a storage.
 *
 * @param offset the element of the storage that comes first
 * @param strides how many elements of the storage lie between neighbours in each dimension
 */
record TorchTensor(TorchStorage storage, Encoding encoding, int offset, Shape shape, long[] strides) {

    /** The view by storage, offset, sizes and strides; {@code type} is none if the storage has one. */
    static TorchTensor of(Source source, List<Object> arguments, @Nullable Encoding type) throws TensorFileException {
        if (arguments.size() >= 6 && arguments.get(0) instanceof TorchStorage storage
                && (type == null) == (storage.encoding() != null) && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof Python.Tuple(var sizes)
                && arguments.get(3) instanceof Python.Tuple(var strides) && sizes.size() == strides.size()
                && areNatural(sizes) && areNatural(strides) && offset >= 0) {
            Encoding encoding = type == null ? storage.encoding() : type;
            String what = "a tensor in storage '" + storage.key() + "'";
            Shape shape = source.shape(what, Longs.toArray(numbers(sizes)));
            long[] steps = Longs.toArray(numbers(strides));
            long end = end(shape, offset, steps);
            long elements = type == null ? storage.size() : storage.size() / type.width();
            if (end > Math.min(elements, Integer.MAX_VALUE)) {
                throw source.problem(what + " of shape " + shape + " with strides " + Arrays.toString(steps) + " from "
                        + offset + " on ends at element " + end + ", but the storage has " + elements);
            }
            return new TorchTensor(storage, encoding, shape.numel() == 0 ? 0 : offset.intValue(), shape, steps);
        }
        throw source.problem("its pickle describes a tensor otherwise than PyTorch does");
    }

    private static boolean areNatural(List<Object> values) {
        return values.stream().allMatch(value -> value instanceof Long number && number >= 0);
    }

    private static List<Long> numbers(List<Object> values) {
        List<Long> numbers = new ArrayList<>();
        values.forEach(value -> numbers.add((Long) value));
        return numbers;
    }

    private static long end(Shape shape, long offset, long[] strides) {
        if (shape.numel() == 0) {
            return 0;
        }
        long last = offset;
        for (int d = 0; d < strides.length; d++) {
            last = LongMath.saturatedAdd(last, LongMath.saturatedMultiply(shape.size(d) - 1L, strides[d]));
        }
        return LongMath.saturatedAdd(last, 1);
    }

    /** Whether its elements follow each other in row-major order. */
    boolean isContiguous() {
        int[] rowMajor = shape.strides();
        for (int d = 0; d < strides.length; d++) {
            if (shape.size(d) != 1 && strides[d] != rowMajor[d]) {
                return false;
            }
        }
        return true;
    }

    /** Where in the storage each element is, in row-major order; the tensor must not be empty. */
    long[] positions() {
        long[] positions = new long[shape.numel()];
        positions[0] = offset;
        int known = 1; // the elements whose leading indices are all 0
        for (int d = strides.length - 1; d >= 0; d--) {
            int block = known;
            for (int i = 1; i < shape.size(d); i++) {
                for (int j = 0; j < block; j++) {
                    positions[known++] = positions[j] + i * strides[d];
                }
            }
        }
        return positions;
    }
}

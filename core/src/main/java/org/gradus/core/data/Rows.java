package org.gradus.core.data;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/** Tensors of one type being stacked along a new first dimension, each copied once. */
final class Rows {

    private final Shape shape;
    private final int length;
    private final Object array;

    /** Room for some rows of a type. */
    Rows(int rows, TensorType row) {
        shape = Shape.of(Ints.concat(new int[]{rows}, row.shape().toArray()));
        length = row.shape().numel();
        array = switch (row.dtype()) {
            case FLOAT32 -> new float[shape.numel()];
            case FLOAT64 -> new double[shape.numel()];
            case INT64 -> new long[shape.numel()];
            case BOOL -> new boolean[shape.numel()];
        };
    }

    /** The rows of a tensor [M,…] at some indices, one after another. */
    static Tensor gather(Tensor source, int[] indices) {
        Rows rows = new Rows(indices.length, rowType(source));
        for (int row = 0; row < indices.length; row++) {
            rows.set(row, source, indices[row]);
        }
        return rows.toTensor();
    }

    private static TensorType rowType(Tensor source) {
        int[] sizes = source.shape().toArray();
        return new TensorType(Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length)), source.dtype());
    }

    /** Fills a row from a source of the same element type, cut into rows of the same length. */
    void set(int row, Tensor source, int sourceRow) {
        System.arraycopy(Tape.query(source, new Data()), sourceRow * length, array, row * length, length);
    }

    Tensor toTensor() {
        return switch (array) {
            case float[] floats -> Tensor.wrap(floats, shape);
            case double[] doubles -> Tensor.wrap(doubles, shape);
            case long[] longs -> Tensor.wrap(longs, shape);
            case boolean[] booleans -> Tensor.wrap(booleans, shape);
            default -> throw new AssertionError(array.getClass());
        };
    }

    /** Gives the array itself: the only way to copy a part of a tensor without copying the whole. */
    private record Data() implements Tape.Query<Object> {

        @Override
        public <A> Object ask(Kernels<A> kernels, A data) {
            return data;
        }
    }
}

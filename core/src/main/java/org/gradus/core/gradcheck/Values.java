package org.gradus.core.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gradus.core.Tensor;

/** Tensors' data as plain arrays. */
final class Values {

    private Values() {}

    /** The elements of FLOAT64 tensors, one tensor after another. */
    static double[] of(List<Tensor> tensors) {
        double[] values = new double[tensors.stream().mapToInt(Tensor::numel).sum()];
        int at = 0;
        for (Tensor tensor : tensors) {
            System.arraycopy(tensor.toDoubleArray(), 0, values, at, tensor.numel());
            at += tensor.numel();
        }
        return values;
    }

    /** FLOAT64 tensors of the shapes of others that hold these elements, one tensor after another. */
    static List<Tensor> like(List<Tensor> others, double[] elements) {
        List<Tensor> tensors = new ArrayList<>();
        int from = 0;
        for (Tensor other : others) {
            int to = from + other.numel();
            tensors.add(Tensor.wrap(Arrays.copyOfRange(elements, from, to), other.shape()));
            from = to;
        }
        return tensors;
    }

    /** A copy of a tensor's data, of whatever type. */
    static Object copy(Tensor tensor) {
        return switch (tensor.dtype()) {
            case FLOAT32 -> tensor.toFloatArray();
            case FLOAT64 -> tensor.toDoubleArray();
            case INT64 -> tensor.toLongArray();
            case BOOL -> tensor.toBooleanArray();
        };
    }

    /** Whether a tensor's data is that of an earlier copy, bit for bit. */
    static boolean unchanged(Tensor tensor, Object copy) {
        return Objects.deepEquals(copy(tensor), copy);
    }
}

package org.gradus.examples.peers.torch;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.gradus.core.DType;
import org.gradus.core.Shape;

/** Tensors copied from one side to the other. */
final class TorchTensors {

    private TorchTensors() {}

    /** PyTorch's name of an element type. */
    static torch.ScalarType type(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> torch.ScalarType.Float;
            case FLOAT64 -> torch.ScalarType.Double;
            case INT64 -> torch.ScalarType.Long;
            case BOOL -> torch.ScalarType.Bool;
        };
    }

    /** Options that ask for an element type. */
    static TensorOptions options(DType dtype) {
        return new TensorOptions(type(dtype));
    }

    static Tensor toTorch(org.gradus.core.Tensor tensor) {
        long[] sizes = Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
        if (tensor.numel() == 0) {
            return torch.empty(sizes, options(tensor.dtype()), null);
        }
        return switch (tensor.dtype()) {
            case FLOAT32 -> AbstractTensor.create(tensor.toFloatArray(), sizes);
            case FLOAT64 -> AbstractTensor.create(tensor.toDoubleArray(), sizes);
            case INT64 -> AbstractTensor.create(tensor.toLongArray(), sizes);
            case BOOL -> AbstractTensor.create(tensor.toBooleanArray(), sizes);
        };
    }

    /**
     * Copies a result.
     *
     * @throws IllegalArgumentException if its element type is none of Gradus's
     */
    static org.gradus.core.Tensor toGradus(Tensor result) {
        Tensor tensor = result.detach().contiguous();
        Shape shape = Shape.of(Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray());
        boolean empty = shape.numel() == 0; // PyTorch has no buffer for nothing
        return switch (tensor.scalar_type().intern()) {
            case Float -> {
                float[] values = new float[shape.numel()];
                (empty ? FloatBuffer.allocate(0) : tensor.<FloatBuffer>createBuffer()).get(values);
                yield org.gradus.core.Tensor.wrap(values, shape);
            }
            case Double -> {
                double[] values = new double[shape.numel()];
                (empty ? DoubleBuffer.allocate(0) : tensor.<DoubleBuffer>createBuffer()).get(values);
                yield org.gradus.core.Tensor.wrap(values, shape);
            }
            case Long -> {
                long[] values = new long[shape.numel()];
                (empty ? LongBuffer.allocate(0) : tensor.<LongBuffer>createBuffer()).get(values);
                yield org.gradus.core.Tensor.wrap(values, shape);
            }
            case Bool -> {
                ByteBuffer bytes = empty ? ByteBuffer.allocate(0) : tensor.createBuffer();
                boolean[] values = new boolean[shape.numel()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.get(i) != 0;
                }
                yield org.gradus.core.Tensor.wrap(values, shape);
            }
            default -> throw new IllegalArgumentException("a result is of type " + tensor.scalar_type());
        };
    }
}

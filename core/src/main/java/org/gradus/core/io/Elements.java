package org.gradus.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.gradus.core.Tensor;

/** Writes the elements of tensors: little-endian, in row-major order, a piece at a time. */
final class Elements {

    private static final int PIECE = 1 << 18;

    private Elements() {}

    /** Moves {@code count} elements between a buffer and an array from position {@code at} on. */
    interface Piece {
        void move(ByteBuffer buffer, int at, int count) throws IOException;
    }

    static void write(WritableByteChannel out, Tensor tensor) throws IOException {
        switch (tensor.dtype()) {
            case FLOAT32 -> {
                float[] values = tensor.toFloatArray();
                write(out, tensor, (buffer, at, count) -> buffer.asFloatBuffer().put(values, at, count));
            }
            case FLOAT64 -> {
                double[] values = tensor.toDoubleArray();
                write(out, tensor, (buffer, at, count) -> buffer.asDoubleBuffer().put(values, at, count));
            }
            case INT64 -> {
                long[] values = tensor.toLongArray();
                write(out, tensor, (buffer, at, count) -> buffer.asLongBuffer().put(values, at, count));
            }
            case BOOL -> {
                boolean[] values = tensor.toBooleanArray();
                write(out, tensor, (buffer, at, count) -> {
                    for (int i = 0; i < count; i++) {
                        buffer.put(i, (byte) (values[at + i] ? 1 : 0));
                    }
                });
            }
        }
    }

    private static void write(WritableByteChannel out, Tensor tensor, Piece piece) throws IOException {
        forEachPiece(tensor.numel(), tensor.dtype().bytes(), ByteOrder.LITTLE_ENDIAN, (buffer, at, count) -> {
            piece.move(buffer, at, count);
            Bytes.write(out, buffer);
        });
    }

    /** Hands on a buffer for each piece, its position 0 and its limit the end of the piece. */
    static void forEachPiece(int n, int width, ByteOrder order, Piece piece) throws IOException {
        int most = Math.min(n, PIECE / width);
        ByteBuffer buffer = ByteBuffer.allocate(most * width).order(order);
        for (int at = 0; at < n; at += most) {
            int count = Math.min(most, n - at);
            buffer.clear().limit(count * width);
            piece.move(buffer, at, count);
        }
    }
}

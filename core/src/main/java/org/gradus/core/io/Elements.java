package org.gradus.core.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/** Moves the elements of tensors between channels and arrays: little-endian, in row-major order, a piece at a time. */
final class Elements {

    private static final int PIECE = 1 << 18;

    private Elements() {}

    /** Moves {@code count} elements between a buffer and an array from position {@code at} on. */
    private interface Piece {
        void move(ByteBuffer buffer, int at, int count) throws IOException;
    }

    static Tensor read(ReadableByteChannel in, String file, Header.Entry entry) throws IOException {
        TensorType type = entry.type();
        int n = type.shape().numel();
        return switch (type.dtype()) {
            case FLOAT32 -> {
                float[] values = new float[n];
                read(in, type, (buffer, at, count) -> buffer.asFloatBuffer().get(values, at, count));
                yield Tensor.wrap(values, type.shape());
            }
            case FLOAT64 -> {
                double[] values = new double[n];
                read(in, type, (buffer, at, count) -> buffer.asDoubleBuffer().get(values, at, count));
                yield Tensor.wrap(values, type.shape());
            }
            case INT64 -> {
                long[] values = new long[n];
                read(in, type, (buffer, at, count) -> buffer.asLongBuffer().get(values, at, count));
                yield Tensor.wrap(values, type.shape());
            }
            case BOOL -> {
                boolean[] values = new boolean[n];
                read(in, type, (buffer, at, count) -> {
                    for (int i = 0; i < count; i++) {
                        values[at + i] = truth(buffer.get(i), file, entry);
                    }
                });
                yield Tensor.wrap(values, type.shape());
            }
        };
    }

    private static boolean truth(byte value, String file, Header.Entry entry) throws TensorFileException {
        if (value != 0 && value != 1) {
            throw new TensorFileException(file,
                    "tensor '" + entry.name() + "' holds truth values, 0 or 1 each, but also "
                            + Byte.toUnsignedInt(value));
        }
        return value == 1;
    }

    private static void read(ReadableByteChannel in, TensorType type, Piece piece) throws IOException {
        forEachPiece(type, (buffer, at, count) -> {
            while (buffer.hasRemaining()) {
                if (in.read(buffer) < 0) {
                    throw new EOFException("the file ended while it was read");
                }
            }
            piece.move(buffer.flip(), at, count);
        });
    }

    static void write(WritableByteChannel out, Tensor tensor) throws IOException {
        TensorType type = tensor.type();
        switch (type.dtype()) {
            case FLOAT32 -> {
                float[] values = tensor.toFloatArray();
                write(out, type, (buffer, at, count) -> buffer.asFloatBuffer().put(values, at, count));
            }
            case FLOAT64 -> {
                double[] values = tensor.toDoubleArray();
                write(out, type, (buffer, at, count) -> buffer.asDoubleBuffer().put(values, at, count));
            }
            case INT64 -> {
                long[] values = tensor.toLongArray();
                write(out, type, (buffer, at, count) -> buffer.asLongBuffer().put(values, at, count));
            }
            case BOOL -> {
                boolean[] values = tensor.toBooleanArray();
                write(out, type, (buffer, at, count) -> {
                    for (int i = 0; i < count; i++) {
                        buffer.put(i, (byte) (values[at + i] ? 1 : 0));
                    }
                });
            }
        }
    }

    private static void write(WritableByteChannel out, TensorType type, Piece piece) throws IOException {
        forEachPiece(type, (buffer, at, count) -> {
            piece.move(buffer, at, count);
            writeFully(out, buffer);
        });
    }

    static void writeFully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Hands on a buffer for each piece, its position 0 and its limit the end of the piece. */
    private static void forEachPiece(TensorType type, Piece piece) throws IOException {
        int n = type.shape().numel();
        int width = type.dtype().bytes();
        int most = Math.min(n, PIECE / width);
        ByteBuffer buffer = ByteBuffer.allocate(most * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < n; at += most) {
            int count = Math.min(most, n - at);
            buffer.clear().limit(count * width);
            piece.move(buffer, at, count);
        }
    }
}

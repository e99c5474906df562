package org.gradus.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * Reads elements in row-major order, a piece at a time; no value changes by becoming a wider type.
 *
 * @param what whose elements they are, for messages
 */
record Decoder(Source source, String what, Encoding encoding, ByteOrder order) {

    /** Reads a tensor; the caller has made sure that the file has the bytes for it. */
    Tensor read(ReadableByteChannel in, Shape shape) throws IOException {
        int n = shape.numel();
        return switch (encoding.dtype()) {
            case FLOAT32 -> {
                float[] values = new float[n];
                read(in, n, (buffer, at, count) -> floats(buffer, values, at, count));
                yield Tensor.wrap(values, shape);
            }
            case FLOAT64 -> {
                double[] values = new double[n];
                read(in, n, (buffer, at, count) -> buffer.asDoubleBuffer().get(values, at, count));
                yield Tensor.wrap(values, shape);
            }
            case INT64 -> {
                long[] values = new long[n];
                read(in, n, (buffer, at, count) -> longs(buffer, values, at, count));
                yield Tensor.wrap(values, shape);
            }
            case BOOL -> {
                boolean[] values = new boolean[n];
                read(in, n, (buffer, at, count) -> {
                    for (int i = 0; i < count; i++) {
                        values[at + i] = truth(buffer.get(i));
                    }
                });
                yield Tensor.wrap(values, shape);
            }
        };
    }

    private void read(ReadableByteChannel in, int n, Elements.Piece piece) throws IOException {
        Elements.forEachPiece(n, encoding.width(), order, (buffer, at, count) -> {
            Bytes.fill(buffer, in);
            piece.move(buffer.flip(), at, count);
        });
    }

    private void floats(ByteBuffer from, float[] to, int at, int count) {
        switch (encoding) {
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    to[at + i] = Float.float16ToFloat(from.getShort(Short.BYTES * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    to[at + i] = Float.intBitsToFloat(from.getShort(Short.BYTES * i) << Short.SIZE);
                }
            }
            default -> from.asFloatBuffer().get(to, at, count);
        }
    }

    private void longs(ByteBuffer from, long[] to, int at, int count) throws TensorFileException {
        if (encoding == Encoding.I64) {
            from.asLongBuffer().get(to, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[at + i] = whole(from);
        }
    }

    private long whole(ByteBuffer from) throws TensorFileException {
        return switch (encoding) {
            case I8 -> from.get();
            case U8 -> Byte.toUnsignedLong(from.get());
            case I16 -> from.getShort();
            case U16 -> Short.toUnsignedLong(from.getShort());
            case I32 -> from.getInt();
            case U32 -> Integer.toUnsignedLong(from.getInt());
            case U64 -> signed(from.getLong());
            default -> from.getLong();
        };
    }

    private long signed(long unsigned) throws TensorFileException {
        if (unsigned < 0) {
            throw source.problem(what + " holds " + Long.toUnsignedString(unsigned)
                    + ", but int64 ends at 9223372036854775807; convert it before saving");
        }
        return unsigned;
    }

    private boolean truth(byte value) throws TensorFileException {
        if (value != 0 && value != 1) {
            throw source.problem(what + " holds truth values, 0 or 1 each, but also " + Byte.toUnsignedInt(value));
        }
        return value == 1;
    }
}

package org.gradus.examples.peers.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Requests and answers as bytes, big-endian; texts and lists are preceded by their length. */
public final class Wire {

    private static final byte LONGS = 'l';
    private static final byte DOUBLES = 'd';
    private static final byte TEXT = 't';
    private static final byte VALUES = 'v';
    private static final byte REFUSAL = 'r';
    private static final byte WORDS = 'w';

    private Wire() {}

    /** Writes one thing. */
    private interface Writer<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    /** Reads one thing. */
    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** A request as bytes. */
    public static byte[] encode(Request request) {
        return encoded(Wire::writeRequest, request);
    }

    /** An answer as bytes. */
    public static byte[] encode(Answer answer) {
        return encoded(Wire::writeAnswer, answer);
    }

    /** A request from its bytes. */
    public static Request decodeRequest(byte[] bytes) {
        return decoded(Wire::readRequest, bytes);
    }

    /** An answer from its bytes. */
    public static Answer decodeAnswer(byte[] bytes) {
        return decoded(Wire::readAnswer, bytes);
    }

    private static <T> byte[] encoded(Writer<T> writer, T value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writer.write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T decoded(Reader<T> reader, byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeRequest(DataOutputStream out, Request request) throws IOException {
        writeText(out, request.operation());
        writeAttributes(out, request.attributes());
        writeList(out, request.inputs(), (data, input) -> {
            writeTensor(data, input.value());
            data.writeBoolean(input.differentiable());
        });
        writeList(out, request.cotangents(), Wire::writeTensor);
    }

    private static Request readRequest(DataInputStream in) throws IOException {
        return new Request(readText(in), readAttributes(in),
                readList(in, data -> new Operand(readTensor(data), data.readBoolean())),
                readList(in, Wire::readTensor));
    }

    private static void writeAnswer(DataOutputStream out, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Values values -> {
                out.writeByte(VALUES);
                writeList(out, values.outputs(), Wire::writeTensor);
                writeList(out, values.gradients(), Wire::writeTensor);
            }
            case Answer.Refusal refusal -> {
                out.writeByte(REFUSAL);
                writeText(out, refusal.reason());
            }
            case Answer.Words words -> {
                out.writeByte(WORDS);
                writeText(out, words.words());
            }
        }
    }

    private static Answer readAnswer(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case VALUES -> new Answer.Values(readList(in, Wire::readTensor), readList(in, Wire::readTensor));
            case REFUSAL -> new Answer.Refusal(readText(in));
            case WORDS -> new Answer.Words(readText(in));
            default -> throw new IOException("there is no kind of answer " + kind);
        };
    }

    private static void writeAttributes(DataOutputStream out, Attributes attributes) throws IOException {
        writeList(out, List.copyOf(attributes.values().entrySet()), (data, entry) -> {
            writeText(data, entry.getKey());
            switch (entry.getValue()) {
                case long[] longs -> {
                    data.writeByte(LONGS);
                    writeArray(data, longs);
                }
                case double[] doubles -> {
                    data.writeByte(DOUBLES);
                    writeArray(data, doubles);
                }
                case String text -> {
                    data.writeByte(TEXT);
                    writeText(data, text);
                }
                default -> throw new AssertionError(entry);
            }
        });
    }

    private static Attributes readAttributes(DataInputStream in) throws IOException {
        var values = new TreeMap<String, Object>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            String name = readText(in);
            byte kind = in.readByte();
            values.put(name, switch (kind) {
                case LONGS -> readArray(in, DType.INT64);
                case DOUBLES -> readArray(in, DType.FLOAT64);
                case TEXT -> readText(in);
                default -> throw new IOException("there is no kind of attribute " + kind);
            });
        }
        return new Attributes(values);
    }

    private static void writeTensor(DataOutputStream out, Tensor tensor) throws IOException {
        out.writeByte(tensor.dtype().ordinal());
        int[] sizes = tensor.shape().toArray();
        out.writeByte(sizes.length);
        for (int size : sizes) {
            out.writeInt(size);
        }
        writeArray(out, switch (tensor.dtype()) {
            case FLOAT32 -> tensor.toFloatArray();
            case FLOAT64 -> tensor.toDoubleArray();
            case INT64 -> tensor.toLongArray();
            case BOOL -> tensor.toBooleanArray();
        });
    }

    private static Tensor readTensor(DataInputStream in) throws IOException {
        DType dtype = DType.values()[in.readByte()];
        int[] sizes = new int[in.readByte()];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = in.readInt();
        }
        Shape shape = Shape.of(sizes);
        return switch (readArray(in, dtype)) {
            case float[] floats -> Tensor.wrap(floats, shape);
            case double[] doubles -> Tensor.wrap(doubles, shape);
            case long[] longs -> Tensor.wrap(longs, shape);
            case boolean[] booleans -> Tensor.wrap(booleans, shape);
            default -> throw new AssertionError(dtype);
        };
    }

    private static void writeArray(DataOutputStream out, Object array) throws IOException {
        ByteBuffer bytes = switch (array) {
            case float[] floats -> {
                ByteBuffer buffer = ByteBuffer.allocate(floats.length * Float.BYTES);
                buffer.asFloatBuffer().put(floats);
                yield buffer;
            }
            case double[] doubles -> {
                ByteBuffer buffer = ByteBuffer.allocate(doubles.length * Double.BYTES);
                buffer.asDoubleBuffer().put(doubles);
                yield buffer;
            }
            case long[] longs -> {
                ByteBuffer buffer = ByteBuffer.allocate(longs.length * Long.BYTES);
                buffer.asLongBuffer().put(longs);
                yield buffer;
            }
            case boolean[] booleans -> {
                ByteBuffer buffer = ByteBuffer.allocate(booleans.length);
                for (int i = 0; i < booleans.length; i++) {
                    buffer.put(i, (byte) (booleans[i] ? 1 : 0));
                }
                yield buffer;
            }
            default -> throw new AssertionError(array);
        };
        out.writeInt(bytes.capacity());
        out.write(bytes.array());
    }

    private static Object readArray(DataInputStream in, DType dtype) throws IOException {
        byte[] bytes = readBytes(in);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int length = bytes.length / dtype.bytes();
        return switch (dtype) {
            case FLOAT32 -> {
                float[] floats = new float[length];
                buffer.asFloatBuffer().get(floats);
                yield floats;
            }
            case FLOAT64 -> {
                double[] doubles = new double[length];
                buffer.asDoubleBuffer().get(doubles);
                yield doubles;
            }
            case INT64 -> {
                long[] longs = new long[length];
                buffer.asLongBuffer().get(longs);
                yield longs;
            }
            case BOOL -> {
                boolean[] booleans = new boolean[length];
                for (int i = 0; i < length; i++) {
                    booleans[i] = bytes[i] != 0;
                }
                yield booleans;
            }
        };
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static <T> void writeList(DataOutputStream out, List<T> list, Writer<T> writer) throws IOException {
        out.writeInt(list.size());
        for (T value : list) {
            writer.write(out, value);
        }
    }

    private static <T> List<T> readList(DataInputStream in, Reader<T> reader) throws IOException {
        int size = in.readInt();
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(reader.read(in));
        }
        return List.copyOf(list);
    }
}

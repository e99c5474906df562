package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** What an array's file says before the elements come. */
record NpyHeader(NpyType type, boolean fortranOrder, Shape shape) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** Of the magic number and the version. */
    private static final int START = MAGIC.length + 2;
    /** As long as version 1.0 allows; later versions need more for records only. */
    private static final int MOST_BYTES = 0xffff;
    private static final int ALIGNMENT = 64;
    /** NumPy leaves room for the first dimension to grow to so many digits. */
    private static final int DIGITS = 21;

    static NpyHeader of(Tensor tensor) {
        return new NpyHeader(new NpyType(Encoding.of(tensor.dtype()), ByteOrder.LITTLE_ENDIAN), false, tensor.shape());
    }

    static boolean isAt(ByteBuffer start) {
        return start.remaining() >= MAGIC.length
                && start.slice(start.position(), MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /** Reads the header of an array of so many bytes, and checks that the elements fill the rest. */
    static NpyHeader read(Source source, ReadableByteChannel in, long bytes) throws IOException {
        int version = version(source, in, bytes);
        int width = version == 1 ? Short.BYTES : Integer.BYTES;
        if (bytes < START + width) {
            throw source.problem("it has " + bytes + " bytes, too few for a header");
        }
        ByteBuffer prefix = Bytes.read(in, width);
        long length = version == 1 ? Short.toUnsignedLong(prefix.getShort()) : Integer.toUnsignedLong(prefix.getInt());
        long available = bytes - START - width;
        if (length > MOST_BYTES || length > available) {
            throw source.problem("its header would have " + length + " bytes, but " + (length > MOST_BYTES
                    ? "at most " + MOST_BYTES + " are allowed"
                    : "only " + available + " are there; it is truncated"));
        }
        NpyHeader header = NpyHeaderParser.parse(source, text(source, version, Bytes.read(in, (int) length).array()));
        header.checkLength(source, available - length);
        return header;
    }

    private static int version(Source source, ReadableByteChannel in, long bytes) throws IOException {
        if (bytes < START) {
            throw source.problem("it has " + bytes + " bytes, too few for a header");
        }
        ByteBuffer start = Bytes.read(in, START);
        if (!isAt(start)) {
            throw source.problem("it does not begin with \\x93NUMPY; this is no npy file");
        }
        int major = start.get(MAGIC.length);
        int minor = start.get(MAGIC.length + 1);
        if (major < 1 || major > 3 || minor != 0) {
            throw source.problem("its format has version " + Byte.toUnsignedInt((byte) major) + "."
                    + Byte.toUnsignedInt((byte) minor) + ", but only 1.0, 2.0 and 3.0 can be read");
        }
        return major;
    }

    private static String text(Source source, int version, byte[] bytes) throws TensorFileException {
        try {
            return version == 3 ? Utf8.decode(bytes) : new String(bytes, ISO_8859_1);
        } catch (CharacterCodingException e) {
            throw source.problem("its header is not UTF-8");
        }
    }

    private void checkLength(Source source, long bytes) throws TensorFileException {
        long expected = type.encoding().bytes(shape);
        if (bytes != expected) {
            throw source.problem("the array is '" + type + "' of shape " + shape + " and so " + expected
                    + " bytes, but " + bytes + " follow the header"
                    + (bytes < expected ? "; it is truncated" : ""));
        }
    }

    /** What is read of such a file. */
    StoredType stored() {
        return new StoredType(type.encoding(), shape);
    }

    /** The shape with its last dimension first. */
    Shape reversedShape() {
        int[] sizes = shape.toArray();
        Ints.reverse(sizes);
        return Shape.of(sizes);
    }

    /** The header from the magic number on, filled up so that the elements begin at a multiple of 64 bytes. */
    ByteBuffer toBytes() {
        StringBuilder text = new StringBuilder("{'descr': '").append(type).append("', 'fortran_order': ");
        text.append(fortranOrder ? "True" : "False").append(", 'shape': ").append(tuple()).append(", }");
        if (shape.rank() > 0) {
            text.repeat(' ', DIGITS - Integer.toString(shape.size(fortranOrder ? -1 : 0)).length());
        }
        boolean first = padded(text, Short.BYTES) <= MOST_BYTES;
        int width = first ? Short.BYTES : Integer.BYTES;
        int length = padded(text, width);
        ByteBuffer bytes = ByteBuffer.allocate(START + width + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) (first ? 1 : 2)).put((byte) 0);
        if (first) {
            bytes.putShort((short) length);
        } else {
            bytes.putInt(length);
        }
        text.repeat(' ', length - 1 - text.length()).append('\n');
        return bytes.put(text.toString().getBytes(ISO_8859_1)).flip();
    }

    private static int padded(CharSequence text, int width) {
        int before = START + width;
        return Math.ceilDiv(before + text.length() + 1, ALIGNMENT) * ALIGNMENT - before;
    }

    private String tuple() {
        String sizes = Arrays.stream(shape.toArray()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return "(" + sizes + (shape.rank() == 1 ? ",)" : ")");
    }
}

package org.gradus.models.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gradus.core.Shape;

/**
 * The content of an IDX file, the format of MNIST: an array of unsigned bytes, plain or gzipped.
 *
 * <p>
 * A file is a magic number of four bytes: 0, 0, the type of the elements (8 for unsigned bytes) and the number of
 * dimensions; then the size of each dimension in four bytes, most significant first; then the elements in row-major order.
 * Source: Y. LeCun, C. Cortes, C. Burges, <i>The MNIST database of handwritten digits</i>.
 *
 * @param name the file, for messages
 * @param shape the dimensions, none of them 0
 * @param values the elements
 */
record Idx(String name, Shape shape, byte[] values) {

    private static final int UNSIGNED_BYTES = 0x800;
    private static final int GZIP = 0x1f8b;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Reads a file of so many dimensions.
     *
     * @throws IOException if it cannot be read, or is anything but one such array; memory is taken as content is read,
     *         not as the header asks for it
     */
    static Idx read(Path file, int rank) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), rank);
        }
    }

    /** Reads a stream to its end, as {@link #read(Path, int)}. */
    static Idx read(InputStream in, String name, int rank) throws IOException {
        try {
            return parse(unzipped(new BufferedInputStream(in)), name, rank);
        } catch (EOFException e) {
            throw corrupt(name, "it ends too early", e);
        } catch (ZipException e) {
            throw corrupt(name, e.getMessage(), e);
        }
    }

    private static IOException corrupt(String name, String how, IOException cause) {
        return new IOException(
                "[idx] %s: the gzip data is corrupt: %s; download the file again".formatted(name, how), cause);
    }

    private static InputStream unzipped(BufferedInputStream in) throws IOException {
        in.mark(2);
        byte[] start = in.readNBytes(2);
        in.reset();
        boolean zipped = start.length == 2 && ByteBuffer.wrap(start).getShort() == (short) GZIP;
        return zipped ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static Idx parse(InputStream in, String name, int rank) throws IOException {
        int headerLength = 4 + 4 * rank;
        byte[] header = in.readNBytes(headerLength);
        if (header.length >= 4) {
            checkMagic(ByteBuffer.wrap(header).getInt(), name, rank);
        }
        if (header.length < headerLength) {
            throw new IOException(
                    "[idx] %s: the file is truncated: expected a header of %d bytes, found %d; download the file again"
                            .formatted(name, headerLength, header.length));
        }
        Shape shape = shape(ByteBuffer.wrap(header, 4, 4 * rank), name, rank);
        byte[] values = in.readNBytes(shape.numel());
        if (values.length < shape.numel()) {
            throw new IOException(
                    "[idx] %s: the file is truncated: its header %s promises %d bytes of content, found %d; download the file again"
                            .formatted(name, shape, shape.numel(), values.length));
        }
        if (in.read() >= 0) {
            throw new IOException(
                    "[idx] %s: expected the end of the file after the %d bytes of content that its header %s promises, found more; download the file again"
                            .formatted(name, shape.numel(), shape));
        }
        return new Idx(name, shape, values);
    }

    private static void checkMagic(int magic, String name, int rank) throws IOException {
        int expected = UNSIGNED_BYTES | rank;
        if (magic != expected) {
            throw new IOException(
                    "[idx] %s: expected magic number 0x%08x (unsigned bytes, dimensions: %d), found 0x%08x%s".formatted(
                            name, expected, rank, magic,
                            magic >>> 8 == UNSIGNED_BYTES >>> 8
                                    ? " (dimensions: %d); are images and labels exchanged?".formatted(magic & 0xff)
                                    : "; this is no IDX file of bytes, download it again"));
        }
    }

    private static Shape shape(ByteBuffer header, String name, int rank) throws IOException {
        int[] sizes = new int[rank];
        long product = 1;
        for (int d = 0; d < rank; d++) {
            long size = Integer.toUnsignedLong(header.getInt());
            if (size == 0 || size > LARGEST_ARRAY / product) {
                throw new IOException(
                        "[idx] %s: expected sizes of at least 1 and a product of at most %d, found size %d in dimension %d; download the file again"
                                .formatted(name, LARGEST_ARRAY, size, d));
            }
            product *= size;
            sizes[d] = (int) size;
        }
        return Shape.of(sizes);
    }
}

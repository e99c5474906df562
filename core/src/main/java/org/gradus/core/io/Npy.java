package org.gradus.core.io;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;

/**
 * One tensor in a file of NumPy's format {@code .npy}: a magic number, the version, the header's length, the header as a
 * Python literal, then the elements. Versions 1.0 to 3.0, both byte orders and both orders of dimensions are read;
 * float16 becomes FLOAT32 and integers of any width become INT64, no value changing by it.
 *
 * <p>
 * Files are not trusted: nothing in them is ever executed, whatever is wrong with one gives an exception that names it, and
 * nothing is allocated that the size of the file does not justify.
 *
 * <p>
 * Source: NumPy, NEP 1, <i>A simple file format for NumPy arrays</i>, and the documentation of {@code numpy.lib.format}.
 */
public final class Npy {

    private Npy() {}

    /**
     * Reads the array of a file.
     *
     * @throws TensorFileException if the file is not valid or holds elements of another kind: complex numbers, text, dates,
     *         records, Python objects, integers of 2⁶³ and more
     * @throws IOException if the file cannot be read
     */
    public static Tensor load(Path file) throws IOException {
        Source source = source(file);
        return source.read(in -> read(source, in, in.size()));
    }

    /**
     * Reads what the array of a file is; its elements are not read.
     *
     * @throws TensorFileException if the header is not valid or describes elements that cannot be read
     * @throws IOException if the file cannot be read
     */
    public static StoredType type(Path file) throws IOException {
        Source source = source(file);
        return source.read(in -> NpyHeader.read(source, in, in.size()).stored());
    }

    /**
     * Writes a tensor in row-major order, little-endian, to the byte as {@code numpy.save} does. The file appears complete or
     * not at all: a file that was there before stays until the new one can take its place.
     *
     * @throws IOException if the file cannot be written
     */
    public static void save(Path file, Tensor tensor) throws IOException {
        source(file).write(out -> write(out, tensor));
    }

    /** Reads an array of so many bytes, header and all. */
    static Tensor read(Source source, ReadableByteChannel in, long bytes) throws IOException {
        NpyHeader header = NpyHeader.read(source, in, bytes);
        var decoder = new Decoder(source, "the array", header.type().encoding(), header.type().order());
        if (!header.fortranOrder()) {
            return decoder.read(in, header.shape());
        }
        int rank = header.shape().rank();
        int[] backwards = IntStream.range(0, rank).map(d -> rank - 1 - d).toArray();
        return decoder.read(in, header.reversedShape()).permute(backwards);
    }

    static void write(WritableByteChannel out, Tensor tensor) throws IOException {
        Bytes.write(out, NpyHeader.of(tensor).toBytes());
        Elements.write(out, tensor);
    }

    private static Source source(Path file) {
        return new Source("npy", file);
    }
}

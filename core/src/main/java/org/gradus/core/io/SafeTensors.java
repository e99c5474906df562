package org.gradus.core.io;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.Tensor;

/**
 * Named tensors in a file of the safetensors format: the header's length in 8 bytes, the header in JSON, then the
 * elements, all little-endian. The types F32, F64, I64 and BOOL are read and written; F16 and BF16 are read as FLOAT32,
 * whole numbers of other widths as INT64, no value changing by it.
 *
 * <p>
 * Files are not trusted: whatever is wrong with one gives an exception that names it, and nothing is allocated that the
 * size of the file does not justify.
 *
 * <p>
 * Source: Hugging Face, <i>Safetensors</i>, format description, and the order of tensors of its implementation.
 */
public final class SafeTensors {

    private static final int PREFIX = Long.BYTES;
    private static final int MAX_HEADER = 100_000_000;

    private SafeTensors() {}

    /**
     * Reads all tensors of a file, in the order of its header.
     *
     * @throws TensorFileException if the file is not valid or holds elements of another type, naming the tensor
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, Tensor> load(Path file) throws IOException {
        Source source = source(file);
        return read(source, (in, header, dataStart) -> {
            ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
            for (Header.Entry entry : header.entries()) {
                in.position(dataStart + entry.begin());
                String what = "tensor '" + entry.name() + "'";
                var decoder = new Decoder(source, what, entry.encoding(), ByteOrder.LITTLE_ENDIAN);
                tensors.put(entry.name(), decoder.read(in, entry.shape()));
            }
            return tensors.buildOrThrow();
        });
    }

    /**
     * Opens a file of which single tensors are to be read: its header is checked as {@link #load} does, and no tensor is
     * read yet, whatever the size of the file.
     *
     * @throws TensorFileException if the file is not valid
     * @throws IOException if the file cannot be read
     * @throws UnsupportedOperationException if it is in a file system that cannot map files into memory, as those of archives
     */
    public static SafeTensorsFile open(Path file) throws IOException {
        Source source = source(file);
        return read(source, (_, header, dataStart) -> {
            try (FileChannel channel = FileChannel.open(file)) {
                long bytes = channel.size() - dataStart;
                header.checkLayout(source, bytes); // it may be another file by now
                return new SafeTensorsFile(source, header,
                        channel.map(FileChannel.MapMode.READ_ONLY, dataStart, bytes, Arena.ofAuto()));
            }
        });
    }

    /**
     * Reads the notes of a file, its {@code __metadata__}; empty if it has none. The tensors are not read.
     *
     * @throws TensorFileException if the file is not valid
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, String> metadata(Path file) throws IOException {
        return read(source(file), (_, header, _) -> header.metadata());
    }

    /** Writes tensors without notes, as {@link #save(Path, Map, Map)}. */
    public static void save(Path file, Map<String, Tensor> tensors) throws IOException {
        save(file, tensors, ImmutableMap.of());
    }

    /**
     * Writes tensors and notes. Tensors are sorted by type (INT64, FLOAT64, FLOAT32, BOOL) and then by name, whatever the
     * map's order: without notes, the file equals to the byte what the reference implementation writes.
     *
     * <p>
     * The file appears complete or not at all: a file that was there before stays until the new one can take its place.
     *
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__}, a name is not valid Unicode, or the
     *         names take more than 100 MB
     * @throws IOException if the file cannot be written
     */
    public static void save(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        Header header = Header.of(tensors, metadata);
        ByteBuffer prologue = prologue(header, MAX_HEADER);
        source(file).write(out -> {
            Bytes.write(out, prologue);
            for (Header.Entry entry : header.entries()) {
                Elements.write(out, tensors.get(entry.name()));
            }
        });
    }

    /** The header and its length, filled up with spaces so that the data begin at a multiple of 8 bytes. */
    static ByteBuffer prologue(Header header, int mostBytes) {
        byte[] json = header.toJson().getBytes(UTF_8);
        checkArgument(json.length <= mostBytes, "[safetensors] names and notes must fit into %s bytes, but take %s",
                mostBytes, json.length);
        int length = Math.ceilDiv(json.length, Long.BYTES) * Long.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(PREFIX + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.flip();
    }

    /** What to do with a file whose header is valid. */
    private interface Body<T> {
        T read(SeekableByteChannel in, Header header, long dataStart) throws IOException;
    }

    private static <T> T read(Source source, Body<T> body) throws IOException {
        return source.read(in -> {
            int length = headerLength(source, in);
            Header header = header(source, in, length);
            long dataStart = PREFIX + length;
            header.checkLayout(source, in.size() - dataStart);
            return body.read(in, header, dataStart);
        });
    }

    private static int headerLength(Source source, SeekableByteChannel in) throws IOException {
        long available = in.size() - PREFIX;
        if (available < 0) {
            throw source.problem("it has " + in.size() + " bytes, too few for the length of a header");
        }
        long length = Bytes.read(in, PREFIX).getLong();
        if (length < 0 || length > MAX_HEADER) {
            throw source.problem("its header would have " + Long.toUnsignedString(length) + " bytes, but at most "
                    + MAX_HEADER + " are allowed; this is probably no safetensors file");
        }
        if (length > available) {
            throw source.problem("its header would have " + length + " bytes, but only " + available
                    + " are there; it is truncated or no safetensors file");
        }
        return (int) length;
    }

    private static Header header(Source source, SeekableByteChannel in, int length) throws IOException {
        byte[] bytes = Bytes.read(in, length).array();
        if (bytes.length == 0 || bytes[0] != '{') {
            throw source.problem("its header does not begin with '{'");
        }
        try {
            return HeaderParser.parse(source, Utf8.decode(bytes));
        } catch (CharacterCodingException e) {
            throw source.problem("its header is not UTF-8");
        }
    }

    private static Source source(Path file) {
        return new Source("safetensors", file);
    }
}

package org.gradus.core.io;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.Tensor;

/**
 * Named tensors in a file of the safetensors format: the header's length in 8 bytes, the header in JSON, then the
 * elements, all little-endian. The types F32, F64, I64 and BOOL are read and written.
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
        return read(file, (in, header, dataStart) -> {
            ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
            for (Header.Entry entry : header.entries()) {
                in.position(dataStart + entry.begin());
                tensors.put(entry.name(), Elements.read(in, file.toString(), entry));
            }
            return tensors.buildOrThrow();
        });
    }

    /**
     * Reads the notes of a file, its {@code __metadata__}; empty if it has none. The tensors are not read.
     *
     * @throws TensorFileException if the file is not valid
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, String> metadata(Path file) throws IOException {
        return read(file, (_, header, _) -> header.metadata());
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
        try {
            AtomicFile.write(file, out -> {
                Elements.writeFully(out, prologue);
                for (Header.Entry entry : header.entries()) {
                    Elements.write(out, tensors.get(entry.name()));
                }
            });
        } catch (IOException e) {
            throw failure("write", file, e);
        }
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

    private static <T> T read(Path file, Body<T> body) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            int length = headerLength(file, in);
            Header header = header(file, in, length);
            long dataStart = PREFIX + length;
            header.checkLayout(file.toString(), in.size() - dataStart);
            return body.read(in, header, dataStart);
        } catch (IOException e) {
            throw failure("read", file, e);
        }
    }

    private static int headerLength(Path file, SeekableByteChannel in) throws IOException {
        long available = in.size() - PREFIX;
        if (available < 0) {
            throw new TensorFileException(file.toString(),
                    "it has " + in.size() + " bytes, too few for the length of a header");
        }
        long length = readBytes(in, PREFIX).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > MAX_HEADER) {
            throw new TensorFileException(file.toString(), "its header would have " + Long.toUnsignedString(length)
                    + " bytes, but at most " + MAX_HEADER + " are allowed; this is probably no safetensors file");
        }
        if (length > available) {
            throw new TensorFileException(file.toString(), "its header would have " + length
                    + " bytes, but only " + available + " are there; it is truncated or no safetensors file");
        }
        return (int) length;
    }

    private static Header header(Path file, SeekableByteChannel in, int length) throws IOException {
        byte[] bytes = readBytes(in, length).array();
        if (bytes.length == 0 || bytes[0] != '{') {
            throw new TensorFileException(file.toString(), "its header does not begin with '{'");
        }
        try {
            return HeaderParser.parse(file.toString(), Utf8.decode(bytes));
        } catch (CharacterCodingException e) {
            throw new TensorFileException(file.toString(), "its header is not UTF-8");
        }
    }

    private static ByteBuffer readBytes(SeekableByteChannel in, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw new EOFException("the file ended while it was read");
            }
        }
        return bytes.flip();
    }

    private static IOException failure(String verb, Path file, IOException cause) {
        if (cause instanceof TensorFileException) {
            return cause;
        }
        String reason = switch (cause) {
            case NoSuchFileException e when file.toString().equals(e.getFile()) -> "it does not exist";
            case NoSuchFileException _ -> "its folder does not exist";
            case AccessDeniedException e -> "access to " + e.getFile() + " is denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.getMessage();
        };
        return new IOException("[safetensors] cannot " + verb + " " + file + ": " + reason, cause);
    }
}

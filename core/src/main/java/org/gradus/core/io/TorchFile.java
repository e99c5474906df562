package org.gradus.core.io;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Named tensors in a file of PyTorch's {@code torch.save}, {@code .pth} or {@code .pt}: state dicts, and checkpoints that
 * contain them. What nests is named by the way to it, with dots: {@code model_state_dict.fc.weight}. Half precision, float16
 * and bfloat16, is read as FLOAT32 and integers of any width as INT64, no value changing by it; views are read as what they
 * show.
 *
 * <p>
 * Files are not trusted. They hold a program of Python's pickle, but nothing is executed: what is neither a tensor nor a
 * plain value is refused by name. Whatever is wrong with a file gives an exception that names it, and nothing is allocated
 * that the size of the file does not justify.
 *
 * <p>
 * Source: PyTorch, <i>Serialization semantics</i>, and the module {@code torch.serialization}.
 */
public final class TorchFile {

    /** How files of PyTorch before 1.6 begin. */
    private static final byte[] LEGACY = {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F',
            (byte) 0xf9, ' ', 'j', (byte) 0xa8, 'P', 0x19, '.'};

    private static final String FOLDER = "archive/";

    private TorchFile() {}

    /**
     * Reads all tensors of a file, in its order; what else it holds is passed over.
     *
     * @throws TensorFileException if the file is not valid or holds objects of other kinds, naming what is refused
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, Tensor> load(Path file) throws IOException {
        return open(file, archive -> tensors(archive, null));
    }

    /**
     * Reads the tensors of one entry of a checkpoint, {@code load(file, "model_state_dict")}; their names begin within it.
     *
     * @throws TensorFileException as {@link #load(Path)}, and if there is no such entry, naming those that there are
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, Tensor> load(Path file, String entry) throws IOException {
        return open(file, archive -> tensors(archive, entry));
    }

    /**
     * Reads what tensors a file holds, by the names that {@link #load(Path)} gives them; their elements are not read.
     *
     * @throws TensorFileException as {@link #load(Path)}
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, StoredType> types(Path file) throws IOException {
        return open(file, archive -> {
            ImmutableMap.Builder<String, StoredType> types = ImmutableMap.builder();
            archive.leaves(null).forEach((name, value) -> {
                if (value instanceof TorchTensor view) {
                    types.put(name, new StoredType(view.encoding(), view.shape()));
                }
            });
            return types.buildOrThrow();
        });
    }

    /**
     * Reads the numbers, truth values and text of a file, such as {@code epoch} and {@code optimizer.param_groups.0.lr}:
     * Long (BigInteger beyond 64 bits), Double, Boolean and String. The tensors are not read.
     *
     * @throws TensorFileException as {@link #load(Path)}
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, Object> values(Path file) throws IOException {
        return open(file, archive -> ImmutableMap.copyOf(Maps.filterValues(archive.leaves(null),
                value -> value instanceof Number || value instanceof Boolean || value instanceof String)));
    }

    /**
     * Writes tensors in the order of the map, so that {@code torch.load} reads them as a dict, with
     * {@code weights_only=True} too. The file appears complete or not at all: a file that was there before stays until the
     * new one can take its place.
     *
     * @throws IllegalArgumentException if a name is not valid Unicode
     * @throws IOException if the file cannot be written
     */
    public static void save(Path file, Map<String, Tensor> tensors) throws IOException {
        tensors.keySet().forEach(
                name -> checkArgument(Utf8.canEncode(name), "[torch] '%s' holds half a surrogate pair", name));
        source(file).write(out -> {
            try (ZipWriter zip = new ZipWriter(out, Compression.STORED)) {
                add(zip, TorchArchive.PICKLE, Pickler.pickle(tensors));
                add(zip, TorchArchive.BYTE_ORDER, "little".getBytes(US_ASCII));
                int key = 0;
                for (Tensor tensor : tensors.values()) {
                    zip.add(FOLDER + TorchArchive.STORAGES + key++, content -> Elements.write(content, tensor));
                }
                add(zip, "version", "3\n".getBytes(US_ASCII));
            }
        });
    }

    private static void add(ZipWriter zip, String name, byte[] bytes) throws IOException {
        zip.add(FOLDER + name, content -> Bytes.write(content, ByteBuffer.wrap(bytes)));
    }

    /** What to do with an open file. */
    private interface Body<T> {
        T read(TorchArchive archive) throws IOException;
    }

    private static <T> T open(Path file, Body<T> body) throws IOException {
        Source source = source(file);
        return source.read(in -> {
            if (isLegacy(in)) {
                throw source.problem("it is in the format of PyTorch before 1.6; save it again with a newer one,"
                        + " torch.save(torch.load(path), path)");
            }
            return body.read(TorchArchive.open(source, ZipArchive.open(source, in), in.size()));
        });
    }

    static boolean isLegacy(SeekableByteChannel in) throws IOException {
        in.position(0);
        return in.size() >= LEGACY.length && Arrays.equals(Bytes.read(in, LEGACY.length).array(), LEGACY);
    }

    private static ImmutableMap<String, Tensor> tensors(TorchArchive archive, @Nullable String entry)
            throws IOException {
        ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
        for (Map.Entry<String, Object> leaf : archive.leaves(entry).entrySet()) {
            if (leaf.getValue() instanceof TorchTensor view) {
                tensors.put(leaf.getKey(), archive.read(view));
            }
        }
        return tensors.buildOrThrow();
    }

    private static Source source(Path file) {
        return new Source("torch", file);
    }
}

package org.gradus.core.io;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.Tensor;

/**
 * Named tensors in a file of NumPy's format {@code .npz}: a zip archive with an entry of the format {@code .npy} for each
 * tensor, called by its name, stored or deflated.
 *
 * <p>
 * Files are not trusted: what {@link Npy} says holds here too, archives whose entries share bytes or claim to unpack to more
 * than they can are refused, and so is content that does not fit its checksum.
 *
 * <p>
 * Source: NumPy, documentation of {@code numpy.savez} and {@code numpy.savez_compressed}.
 */
public final class Npz {

    private static final String SUFFIX = ".npy";

    private Npz() {}

    /**
     * Reads all tensors of a file, in its order.
     *
     * @throws TensorFileException if the file is not valid, or an entry is no array or one that {@link Npy} does not read,
     *         naming the entry
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, Tensor> load(Path file) throws IOException {
        return read(file, Npy::read);
    }

    /**
     * Reads what arrays a file holds, by name; their elements are unpacked for the sake of their checksums, a piece at a
     * time, and not kept.
     *
     * @throws TensorFileException as {@link #load}
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, StoredType> types(Path file) throws IOException {
        return read(file, (entry, in, bytes) -> {
            StoredType type = NpyHeader.read(entry, in, bytes).stored();
            Elements.forEachPiece(type.shape().numel(), type.encoding().width(), ByteOrder.LITTLE_ENDIAN,
                    (buffer, _, _) -> Bytes.fill(buffer, in));
            return type;
        });
    }

    /** Writes tensors as they are, as {@link #save(Path, Map, Compression)}. */
    public static void save(Path file, Map<String, Tensor> tensors) throws IOException {
        save(file, tensors, Compression.STORED);
    }

    /**
     * Writes tensors in the order of the map. The file appears complete or not at all: a file that was there before stays
     * until the new one can take its place.
     *
     * @throws IllegalArgumentException if a name is not valid Unicode or takes more than 60,000 bytes
     * @throws IOException if the file cannot be written
     */
    public static void save(Path file, Map<String, Tensor> tensors, Compression compression) throws IOException {
        Source source = source(file);
        tensors.keySet().forEach(name -> ZipWriter.checkName(source, name + SUFFIX));
        source.write(out -> {
            try (ZipWriter zip = new ZipWriter(out, compression)) {
                for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
                    zip.add(named.getKey() + SUFFIX, content -> Npy.write(content, named.getValue()));
                }
            }
        });
    }

    /** What to make of an entry of so many bytes. */
    private interface Entry<T> {
        T read(Source entry, ReadableByteChannel in, long bytes) throws IOException;
    }

    private static <T> ImmutableMap<String, T> read(Path file, Entry<T> reading) throws IOException {
        Source source = source(file);
        return source.read(in -> read(source, ZipArchive.open(source, in), reading));
    }

    private static <T> ImmutableMap<String, T> read(Source source, ZipArchive archive, Entry<T> reading)
            throws IOException {
        ImmutableMap.Builder<String, T> arrays = ImmutableMap.builder();
        for (ZipMember member : archive.members().values()) {
            Source entry = source.part("entry '" + member.name() + "'");
            if (!member.name().endsWith(SUFFIX)) {
                throw entry.problem("it is no array; the names of arrays end in " + SUFFIX);
            }
            String name = member.name().substring(0, member.name().length() - SUFFIX.length());
            arrays.put(name, archive.read(member, in -> reading.read(entry, in, member.size())));
        }
        return arrays.buildOrThrow();
    }

    private static Source source(Path file) {
        return new Source("npz", file);
    }
}

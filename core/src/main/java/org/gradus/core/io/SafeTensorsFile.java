package org.gradus.core.io;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import org.gradus.core.Tensor;

/**
 * An open file of the safetensors format: its header is read, and tensors are when they are asked for, one by one, so that
 * a file may be larger than the memory. Opened by {@link SafeTensors#open}.
 *
 * <p>
 * The file is mapped into the address space and needs no closing: the mapping ends when this object is no longer used.
 * Until then some systems do not let the file be replaced. Many threads may read at once.
 */
public final class SafeTensorsFile {

    /** Of the names in a message. */
    private static final int MOST_NAMES = 20;

    private final Source source;
    private final ImmutableMap<String, Header.Entry> entries;
    private final ImmutableMap<String, String> metadata;
    private final MemorySegment data;

    /** @param data what follows the header, which has been found to describe it */
    SafeTensorsFile(Source source, Header header, MemorySegment data) {
        this.source = source;
        this.entries = Maps.uniqueIndex(header.entries(), Header.Entry::name);
        this.metadata = header.metadata();
        this.data = data;
    }

    /** The tensors' names, types and shapes, in the order of the header. */
    public ImmutableMap<String, StoredType> types() {
        return ImmutableMap.copyOf(
                Maps.transformValues(entries, entry -> new StoredType(entry.encoding(), entry.shape())));
    }

    /** The notes of the file, its {@code __metadata__}; empty if it has none. */
    public ImmutableMap<String, String> metadata() {
        return metadata;
    }

    /**
     * Reads one tensor, of the type that {@link SafeTensors} says.
     *
     * @throws IllegalArgumentException if there is none of this name, listing those that there are
     * @throws TensorFileException if it has an element that its type does not hold, or the file was cut off since
     */
    public Tensor tensor(String name) throws IOException {
        Header.Entry entry = entries.get(name);
        checkArgument(entry != null, "[safetensors] %s has no tensor '%s'; its %s tensors are %s", source.path(), name,
                entries.size(), names());
        String what = "tensor '" + name + "'";
        MemorySegment elements = data.asSlice(entry.begin(), entry.end() - entry.begin());
        try {
            return new Decoder(source, what, entry.encoding(), ByteOrder.LITTLE_ENDIAN)
                    .read(new SegmentChannel(elements), entry.shape());
        } catch (InternalError e) { // what the virtual machine makes of memory behind the end of a mapped file
            throw source.problem(what + " could not be read to its end; the file was cut off after it was opened");
        }
    }

    private String names() {
        return Joiner.on(", ").join(Iterables.limit(entries.keySet(), MOST_NAMES))
                + (entries.size() > MOST_NAMES ? ", …" : "");
    }
}

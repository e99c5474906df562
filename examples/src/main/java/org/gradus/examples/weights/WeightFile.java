package org.gradus.examples.weights;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.gradus.core.Tensor;
import org.gradus.core.io.Npy;
import org.gradus.core.io.Npz;
import org.gradus.core.io.SafeTensors;
import org.gradus.core.io.SafeTensorsFile;
import org.gradus.core.io.StoredType;
import org.gradus.core.io.TorchFile;

/** A file of tensors, of which it is known what it holds; the tensors themselves are read when they are asked for. */
final class WeightFile {

    /** What an array is called that has no name. */
    static final String NAMELESS = "array";

    private static final String NPY_MAGIC = "\u0093NUMPY";
    private static final String ZIP_MAGIC = "PK";

    /** The formats, by the endings of files' names. */
    enum Format {

        SAFETENSORS("safetensors"), NPZ("npz"), NPY("npy"), PTH("pth");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        /** The format that a file's name asks for. @throws IllegalArgumentException if it asks for none of these */
        static Format asked(Path file) {
            String name = Ascii.toLowerCase(String.valueOf(file.getFileName()));
            for (Format format : values()) {
                if (name.endsWith("." + format.ending)) {
                    return format;
                }
            }
            checkArgument(name.endsWith(".pt"),
                    "[convert] the name of the new file must end in .safetensors, .npz, .npy, .pth or .pt, but is '%s'",
                    name);
            return PTH;
        }

        @Override
        public String toString() {
            return ending;
        }
    }

    /** Reads one tensor. */
    private interface Reader {

        Tensor read(String name) throws IOException;
    }

    /** Reads all tensors at once. */
    private interface Loader {

        ImmutableMap<String, Tensor> load(Path file) throws IOException;
    }

    private final Format format;
    private final ImmutableMap<String, StoredType> types;
    private final ImmutableMap<String, String> notes;
    private final Reader reader;

    private WeightFile(Format format, ImmutableMap<String, StoredType> types, ImmutableMap<String, String> notes,
            Reader reader) {
        this.format = format;
        this.types = types;
        this.notes = notes;
        this.reader = reader;
    }

    /** Opens a file. @throws IOException if it cannot be read, or is of no format that is known, naming it */
    static WeightFile open(Path file) throws IOException {
        String start = Files.isRegularFile(file) ? start(file) : "";
        if (start.equals(NPY_MAGIC)) {
            return new WeightFile(Format.NPY, ImmutableMap.of(NAMELESS, Npy.type(file)), ImmutableMap.of(),
                    _ -> Npy.load(file));
        }
        if (!start.startsWith(ZIP_MAGIC)) {
            SafeTensorsFile opened = SafeTensors.open(file);
            return new WeightFile(Format.SAFETENSORS, opened.types(), opened.metadata(), opened::tensor);
        }
        return isPyTorchs(file)
                ? new WeightFile(Format.PTH, TorchFile.types(file),
                        ImmutableMap.copyOf(Maps.transformValues(TorchFile.values(file), String::valueOf)),
                        onceLoaded(file, TorchFile::load))
                : new WeightFile(Format.NPZ, Npz.types(file), ImmutableMap.of(), onceLoaded(file, Npz::load));
    }

    /** Reads from a format whose tensors come all at once, when the first is asked for. */
    private static Reader onceLoaded(Path file, Loader loader) {
        Map<String, Tensor> loaded = new HashMap<>();
        return name -> {
            if (loaded.isEmpty()) {
                loaded.putAll(loader.load(file));
            }
            return loaded.get(name);
        };
    }

    private static String start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(NPY_MAGIC.length()), ISO_8859_1);
        }
    }

    private static boolean isPyTorchs(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith("/data.pkl"));
        }
    }

    /** Its format, told by its content, whatever its name. */
    Format format() {
        return format;
    }

    /** What it holds, by name; an array without one is called {@code array}. */
    ImmutableMap<String, StoredType> types() {
        return types;
    }

    /** What it says beside the tensors: safetensors' metadata, or the numbers and text of a checkpoint of PyTorch. */
    ImmutableMap<String, String> notes() {
        return notes;
    }

    /** How many numbers all tensors have. */
    long numbers() {
        return types.values().stream().mapToLong(type -> type.shape().numel()).sum();
    }

    /** Reads one of the tensors. */
    Tensor tensor(String name) throws IOException {
        return reader.read(name);
    }

    /** Whether this format keeps what the file says beside its tensors. */
    boolean keepsNotes(Format to) {
        return notes.isEmpty() || format == Format.SAFETENSORS && to == Format.SAFETENSORS;
    }

    /**
     * Writes the tensors in a format, and the notes if it keeps them.
     *
     * @throws IllegalArgumentException if the format does not hold these, as .npy holds a single one
     */
    void write(Path file, Format to) throws IOException {
        checkArgument(to != Format.NPY || types.size() == 1,
                "[convert] .npy holds one array, but %s tensors came; convert to .npz instead", types.size());
        ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
        for (String name : types.keySet()) {
            all.put(name, tensor(name));
        }
        ImmutableMap<String, Tensor> tensors = all.buildOrThrow();
        switch (to) {
            case SAFETENSORS -> SafeTensors.save(file, tensors, keepsNotes(to) ? notes : ImmutableMap.of());
            case NPZ -> Npz.save(file, tensors);
            case PTH -> TorchFile.save(file, tensors);
            case NPY -> Npy.save(file, tensors.values().iterator().next());
        }
    }
}

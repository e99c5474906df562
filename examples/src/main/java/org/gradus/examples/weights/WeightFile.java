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
import java.util.zip.ZipFile;
import org.gradus.core.Tensor;
import org.gradus.core.io.Npy;
import org.gradus.core.io.Npz;
import org.gradus.core.io.SafeTensors;
import org.gradus.core.io.TensorFiles;
import org.gradus.core.io.TorchFile;

/**
 * What a file holds.
 *
 * @param format told by its content, whatever its name
 * @param tensors by name; that of an array without one is {@code array}
 * @param notes what it says beside them: safetensors' metadata, or the numbers and text of a checkpoint of PyTorch
 */
record WeightFile(Format format, ImmutableMap<String, Tensor> tensors, ImmutableMap<String, String> notes) {

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

    /** Reads a file. @throws IOException if it cannot be read, or is of no format that is known, naming it */
    static WeightFile read(Path file) throws IOException {
        String start = Files.isRegularFile(file) ? start(file) : "";
        if (start.equals(NPY_MAGIC)) {
            return new WeightFile(Format.NPY, ImmutableMap.of(NAMELESS, Npy.load(file)), ImmutableMap.of());
        }
        ImmutableMap<String, Tensor> tensors = TensorFiles.load(file);
        if (!start.startsWith(ZIP_MAGIC)) {
            return new WeightFile(Format.SAFETENSORS, tensors, SafeTensors.metadata(file));
        }
        return isPyTorchs(file)
                ? new WeightFile(Format.PTH, tensors,
                        ImmutableMap.copyOf(Maps.transformValues(TorchFile.values(file), String::valueOf)))
                : new WeightFile(Format.NPZ, tensors, ImmutableMap.of());
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
        switch (to) {
            case SAFETENSORS -> SafeTensors.save(file, tensors, keepsNotes(to) ? notes : ImmutableMap.of());
            case NPZ -> Npz.save(file, tensors);
            case PTH -> TorchFile.save(file, tensors);
            case NPY -> {
                checkArgument(tensors.size() == 1,
                        "[convert] .npy holds one array, but %s tensors came; convert to .npz instead", tensors.size());
                Npy.save(file, tensors.values().iterator().next());
            }
        }
    }
}

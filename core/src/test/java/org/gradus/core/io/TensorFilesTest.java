package org.gradus.core.io;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFilesTest {

    private static final Map<String, Tensor> TENSORS = Map.of("a/w", Tensor.of(new float[]{1, 2}));

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("model");
    }

    @Test
    void files_are_told_apart_by_their_content() throws IOException {
        SafeTensors.save(file, TENSORS);
        NpzTest.assertSame(TensorFiles.load(file), TENSORS);
        Npz.save(file, TENSORS, Compression.DEFLATED);
        NpzTest.assertSame(TensorFiles.load(file), TENSORS);
        TorchFile.save(file, TENSORS);
        NpzTest.assertSame(TensorFiles.load(file), TENSORS);
    }

    @Test
    void nothing_saved_is_nothing_loaded() throws IOException {
        SafeTensors.save(file, Map.of());
        NpzTest.assertSame(TensorFiles.load(file), Map.of());
        Npz.save(file, Map.of());
        NpzTest.assertSame(TensorFiles.load(file), Map.of());
        TorchFile.save(file, Map.of());
        NpzTest.assertSame(TensorFiles.load(file), Map.of());
    }

    @Test
    void files_of_other_kinds_are_refused_in_the_words_of_the_format_they_resemble() throws IOException {
        Npy.save(file, Tensor.ones(1));
        assertThatIOException().isThrownBy(() -> TensorFiles.load(file)).isInstanceOf(TensorFileException.class)
                .withMessage("[tensors] " + file + ": it holds one array without a name; read it with Npy.load");
        Files.write(file, HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e"));
        assertThatIOException().isThrownBy(() -> TensorFiles.load(file))
                .withMessageStartingWith("[torch] " + file + ": it is in the format of PyTorch before 1.6");
        Files.writeString(file, "P");
        assertThatIOException().isThrownBy(() -> TensorFiles.load(file))
                .withMessage("[safetensors] " + file + ": it has 1 bytes, too few for the length of a header");
        Files.writeString(file, "PK");
        assertThatIOException().isThrownBy(() -> TensorFiles.load(file)).withMessage("[tensors] " + file
                + ": it does not end as a zip archive does; it is truncated, or other data follow");
        Files.delete(file);
        assertThatIOException().isThrownBy(() -> TensorFiles.load(file))
                .withMessage("[tensors] cannot read " + file + ": it does not exist");
    }
}

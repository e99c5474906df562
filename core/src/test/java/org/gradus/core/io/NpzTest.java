package org.gradus.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpzTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("x.npz");
    }

    private static Map<String, Tensor> sample() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", Tensor.of(new float[]{1.5f, -0f, Float.NaN, 7}, 2, 2));
        tensors.put("block/0/é😀", Tensor.of(new double[]{Math.PI}));
        tensors.put("a", Tensor.of(new long[]{Long.MIN_VALUE, 3}));
        tensors.put("mask", Tensor.of(new boolean[]{true, false, true}, 3, 1));
        tensors.put("scalar", Tensor.scalar(3.25));
        tensors.put("empty", Tensor.zeros(2, 0, 3));
        tensors.put("", Tensor.zeros(1));
        return tensors;
    }

    static void assertSame(Map<String, Tensor> loaded, Map<String, Tensor> expected) {
        assertThat(loaded.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, tensor) -> {
            assertThat(loaded.get(name).type()).isEqualTo(tensor.type());
            switch (tensor.dtype()) {
                case INT64 -> assertThat(loaded.get(name).toLongArray()).isEqualTo(tensor.toLongArray());
                case BOOL -> assertThat(loaded.get(name).toBooleanArray()).isEqualTo(tensor.toBooleanArray());
                case FLOAT32 -> assertThat(loaded.get(name).toFloatArray()).isEqualTo(tensor.toFloatArray());
                case FLOAT64 -> assertThat(loaded.get(name).toDoubleArray()).isEqualTo(tensor.toDoubleArray());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void tensors_come_back_in_order_under_their_names(Compression compression) throws IOException {
        Npz.save(file, sample(), compression);
        assertSame(Npz.load(file), sample());
    }

    @ParameterizedTest
    @EnumSource
    void large_tensors_come_back(Compression compression) throws IOException {
        Map<String, Tensor> large = Map.of("x", Tensor.rand(new Rng(5), 600_001));
        Npz.save(file, large, compression);
        assertSame(Npz.load(file), large);
    }

    @ParameterizedTest
    @EnumSource
    void the_archive_is_one_to_other_programs(Compression compression) throws IOException {
        Npz.save(file, sample(), compression);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("w.npy", "block/0/é😀.npy", "a.npy",
                    "mask.npy", "scalar.npy", "empty.npy", ".npy");
            for (String name : sample().keySet()) {
                ZipEntry entry = zip.getEntry(name + ".npy");
                assertThat(entry.getMethod())
                        .isEqualTo(compression == Compression.STORED ? ZipEntry.STORED : ZipEntry.DEFLATED);
                Path alone = folder.resolve("alone.npy");
                Files.write(alone, zip.getInputStream(entry).readAllBytes());
                assertSame(Map.of(name, Npy.load(alone)), Map.of(name, sample().get(name)));
            }
        }
    }

    @Test
    void what_is_deflated_is_smaller_and_the_same_every_time() throws IOException {
        Map<String, Tensor> zeros = Map.of("x", Tensor.zeros(100_000));
        Npz.save(file, zeros);
        assertThat(Files.size(file)).isBetween(400_000L, 400_500L);
        Npz.save(file, zeros, Compression.DEFLATED);
        assertThat(Files.size(file)).isLessThan(2000);
        byte[] first = Files.readAllBytes(file);
        Npz.save(file, zeros, Compression.DEFLATED);
        assertThat(file).hasBinaryContent(first);
        assertSame(Npz.load(file), zeros);
    }

    @Test
    void an_archive_of_another_program_is_read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment("a comment");
            for (String name : new String[]{"arr_0", "arr_1"}) {
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(NpyTest.bytes(1, NpyTest.header("|u1", "(2,)"), (byte) 1, (byte) 2));
            }
        }
        Files.write(file, bytes.toByteArray());
        assertThat(Npz.load(file)).containsOnlyKeys("arr_0", "arr_1");
        assertThat(Npz.load(file).get("arr_1").toLongArray()).containsExactly(1, 2);
    }

    @Test
    void an_archive_of_nothing_is_empty() throws IOException {
        Npz.save(file, Map.of());
        assertThat(Npz.load(file)).isEmpty();
        assertThat(Files.size(file)).isEqualTo(22);
    }

    @Test
    void a_file_inside_an_archive_is_read() throws IOException {
        Npz.save(file, sample());
        URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.copy(file, zip.getPath("/x.npz"));
        }
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of())) {
            assertSame(Npz.load(zip.getPath("/x.npz")), sample());
        }
    }

    @Test
    void entries_that_are_no_arrays_are_named() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        Files.write(file, bytes.toByteArray());
        assertThatIOException().isThrownBy(() -> Npz.load(file)).isInstanceOf(TensorFileException.class).withMessage(
                "[npz] " + file + ": entry 'readme.txt': it is no array; the names of arrays end in .npy");
        bytes.reset();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(NpyTest.bytes(1, NpyTest.header("<c8", "()"), new byte[8]));
        }
        Files.write(file, bytes.toByteArray());
        assertThatIOException().isThrownBy(() -> Npz.load(file))
                .withMessageStartingWith("[npz] " + file + ": entry 'x.npy': its elements are '<c8' (complex numbers)");
    }

    @Test
    void what_the_format_cannot_hold_is_refused_before_anything_is_written() {
        assertThatIllegalArgumentException().isThrownBy(() -> Npz.save(file, Map.of("\ud83d", Tensor.ones(1))))
                .withMessageContaining("half a surrogate pair");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npz.save(file, Map.of("x".repeat(59_997), Tensor.ones(1))))
                .withMessage("[npz] names must fit into 60000 bytes, but 'xxxxxxxxxxxxxxxxxxx…' takes 60001");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_longest_name_comes_back() throws IOException {
        Map<String, Tensor> longest = Map.of("x".repeat(59_996), Tensor.ones(1));
        Npz.save(file, longest);
        assertSame(Npz.load(file), longest);
        assertThat(Npz.load(file).values().iterator().next().shape()).isEqualTo(Shape.of(1));
    }
}

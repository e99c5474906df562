package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafeTensorsTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weights.safetensors");
    }

    private static Path fixture() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(
                SafeTensorsTest.class.getResource("/torch/cnn-seed1234-init.safetensors")).toURI());
    }

    private String header() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new String(bytes, 8, length, UTF_8);
    }

    @Test
    void every_type_and_shape_comes_back_to_the_bit() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        float nan = Float.intBitsToFloat(0x7fc12345);
        tensors.put("f32", Tensor.of(new float[]{1.5f, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, nan, 7}, 2, 3));
        tensors.put("f64", Tensor.of(new double[]{Math.PI, -0.0, Double.MIN_VALUE}));
        tensors.put("i64", Tensor.of(new long[]{Long.MIN_VALUE, -1, Long.MAX_VALUE, 258}, 2, 2));
        tensors.put("bool", Tensor.of(new boolean[]{true, false, true}, 3, 1));
        tensors.put("scalar", Tensor.scalar(3.25));
        tensors.put("empty", Tensor.zeros(2, 0, 3));
        SafeTensors.save(file, tensors);

        Map<String, Tensor> loaded = SafeTensors.load(file);
        assertThat(loaded).containsOnlyKeys(tensors.keySet());
        tensors.forEach((name, tensor) -> assertThat(loaded.get(name).type()).isEqualTo(tensor.type()));
        assertThat(bits(loaded.get("f32"))).isEqualTo(bits(tensors.get("f32")));
        assertThat(loaded.get("f64").toDoubleArray()).containsExactly(Math.PI, -0.0, Double.MIN_VALUE);
        assertThat(loaded.get("i64").toLongArray()).containsExactly(Long.MIN_VALUE, -1, Long.MAX_VALUE, 258);
        assertThat(loaded.get("bool").toBooleanArray()).containsExactly(true, false, true);
        assertThat(loaded.get("scalar").item()).isEqualTo(3.25);
    }

    private static int[] bits(Tensor floats) {
        float[] values = floats.toFloatArray();
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void tensors_larger_than_a_piece_come_back(DType dtype) throws IOException {
        Tensor large = Tensor.rand(new Rng(5), 600_001).mul(3).to(DType.INT64).to(dtype);
        SafeTensors.save(file, Map.of("large", large, "after", Tensor.ones(1)));
        Map<String, Tensor> loaded = SafeTensors.load(file);
        assertThat(loaded.get("large").to(DType.INT64).toLongArray()).isEqualTo(large.to(DType.INT64).toLongArray());
        assertThat(loaded.get("after").item()).isEqualTo(1);
    }

    @Test
    void a_file_of_pytorch_is_read() throws Exception {
        Map<String, Tensor> loaded = SafeTensors.load(fixture());
        assertThat(loaded.keySet()).containsExactly("conv1.0.bias", "conv1.0.weight", "conv2.0.bias", "conv2.0.weight",
                "fc.bias", "fc.weight");
        assertThat(loaded.get("conv2.0.weight").type())
                .isEqualTo(new TensorType(Shape.of(20, 10, 5, 5), DType.FLOAT32));
        // The first of torch.manual_seed(1234): 0.0289792… on [0, 1) becomes (2·0.0289792… − 1)/√25.
        assertThat(loaded.get("conv1.0.weight").get(0, 0, 0, 0))
                .isEqualTo(Math.fma(0.028979241847991943f, 0.4f, -0.2f));
    }

    @Test
    void what_is_written_equals_to_the_byte_what_pytorch_wrote_whatever_the_order() throws Exception {
        Map<String, Tensor> reversed = new LinkedHashMap<>();
        SafeTensors.load(fixture()).entrySet().asList().reverse().forEach(e -> reversed.put(e.getKey(), e.getValue()));
        SafeTensors.save(file, reversed);
        assertThat(file).hasSameBinaryContentAs(fixture());
    }

    @Test
    void tensors_are_sorted_by_type_and_then_by_the_bytes_of_their_name() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", Tensor.of(new boolean[]{true}));
        tensors.put("\uffff", Tensor.ones(1)); // before the next in UTF-8, after it in UTF-16
        tensors.put("\ud83d\ude00", Tensor.ones(1));
        tensors.put("z", Tensor.ones(1));
        tensors.put("c", Tensor.of(new double[]{1}));
        tensors.put("d", Tensor.of(new long[]{1}));
        SafeTensors.save(file, tensors);
        assertThat(SafeTensors.load(file).keySet()).containsExactly("d", "c", "z", "\uffff", "\ud83d\ude00", "a");
    }

    @Test
    void data_begin_at_a_multiple_of_8_bytes_behind_spaces() throws IOException {
        for (String name : new String[]{"a", "ab", "abc", "abcdefgh"}) {
            SafeTensors.save(file, Map.of(name, Tensor.ones(1)));
            assertThat(header().length() % 8).isZero();
            assertThat(header()).matches("\\{.*} *").startsWith("{\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[1],");
            assertThat(Files.size(file)).isEqualTo(8 + header().length() + 4);
        }
    }

    @Test
    void notes_come_back_in_order_and_do_not_disturb_the_tensors() throws IOException {
        ImmutableMap<String, String> notes = ImmutableMap.of("format", "pt", "z", "\"\\\b\f\n\r\t\u0001\u007fé€😀", "a",
                "");
        SafeTensors.save(file, Map.of("w", Tensor.ones(2)), notes);
        assertThat(SafeTensors.metadata(file)).isEqualTo(notes);
        assertThat(SafeTensors.metadata(file).keySet()).containsExactly("format", "z", "a");
        assertThat(SafeTensors.load(file)).containsOnlyKeys("w");
        assertThat(header()).startsWith("{\"__metadata__\":{\"format\":\"pt\",\"z\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001");
    }

    @Test
    void a_file_without_notes_has_none_and_one_without_tensors_is_empty() throws Exception {
        assertThat(SafeTensors.metadata(fixture())).isEmpty();
        SafeTensors.save(file, Map.of());
        assertThat(header()).isEqualTo("{}      ");
        assertThat(SafeTensors.load(file)).isEmpty();
        SafeTensors.save(file, Map.of(), Map.of("a", "b"));
        assertThat(SafeTensors.load(file)).isEmpty();
        assertThat(SafeTensors.metadata(file)).containsExactly(Map.entry("a", "b"));
    }

    @Test
    void names_may_hold_anything_that_is_unicode() throws IOException {
        String name = "\"q\\ \n\u0000 é 😀";
        SafeTensors.save(file, Map.of(name, Tensor.ones(1), "", Tensor.ones(1)));
        assertThat(SafeTensors.load(file)).containsOnlyKeys(name, "");
    }

    @Test
    void a_parameter_is_saved_as_its_values() throws IOException {
        SafeTensors.save(file, Map.of("w", new Parameter(Tensor.ones(2))));
        Tensor loaded = SafeTensors.load(file).get("w");
        assertThat(loaded.toFloatArray()).containsExactly(1, 1);
        assertThat(loaded.requiresGrad()).isFalse();
    }

    @Test
    void a_file_inside_an_archive_is_read() throws Exception {
        URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.copy(fixture(), zip.getPath("/w.safetensors"));
        }
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of())) {
            assertThat(SafeTensors.load(zip.getPath("/w.safetensors"))).hasSize(6);
        }
    }

    @Test
    void what_the_format_cannot_hold_is_refused_before_anything_is_written() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensors.save(file, Map.of("__metadata__", Tensor.ones(1))))
                .withMessage("[safetensors] no tensor can be called '__metadata__'");
        assertThatIllegalArgumentException().isThrownBy(() -> SafeTensors.save(file, Map.of("\ud83d", Tensor.ones(1))))
                .withMessageContaining("half a surrogate pair");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_header_has_a_most_length() {
        Header header = Header.of(Map.of(), Map.of("note", "xyz"));
        assertThat(header.toJson()).hasSize(31);
        assertThat(SafeTensors.prologue(header, 31).remaining()).isEqualTo(8 + 32);
        assertThatIllegalArgumentException().isThrownBy(() -> SafeTensors.prologue(header, 30))
                .withMessage("[safetensors] names and notes must fit into 30 bytes, but take 31");
    }

    @Test
    void saving_over_a_file_replaces_it_and_leaves_nothing_else() throws IOException {
        SafeTensors.save(file, Map.of("a", Tensor.ones(1000)));
        SafeTensors.save(file, Map.of("b", Tensor.ones(1)));
        assertThat(SafeTensors.load(file)).containsOnlyKeys("b");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void a_file_that_cannot_be_written_is_named() throws IOException {
        Path nowhere = folder.resolve("none").resolve("w.safetensors");
        assertThatIOException().isThrownBy(() -> SafeTensors.save(nowhere, Map.of()))
                .withMessage("[safetensors] cannot write " + nowhere + ": its folder does not exist")
                .withCauseInstanceOf(NoSuchFileException.class);
        Path plain = Files.writeString(folder.resolve("plain"), "");
        Path under = plain.resolve("w.safetensors");
        assertThatIOException().isThrownBy(() -> SafeTensors.save(under, Map.of()))
                .withMessageStartingWith("[safetensors] cannot write " + under + ": ");
        Path taken = Files.createDirectories(folder.resolve("taken/inner")).getParent();
        assertThatIOException().isThrownBy(() -> SafeTensors.save(taken, Map.of()))
                .withMessageStartingWith("[safetensors] cannot write " + taken + ": ");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("plain", "taken");
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        assertThatIOException().isThrownBy(() -> SafeTensors.load(file))
                .withMessage("[safetensors] cannot read " + file + ": it does not exist");
        assertThatIOException().isThrownBy(() -> SafeTensors.metadata(folder)).withMessageContaining(folder.toString());
    }
}

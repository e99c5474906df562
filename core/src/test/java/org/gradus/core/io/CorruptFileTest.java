package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorruptFileTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weights.safetensors");
    }

    private void write(String header, int dataBytes) throws IOException {
        write(header.getBytes(UTF_8), new byte[dataBytes]);
    }

    private void write(byte[] header, byte[] data) throws IOException {
        Files.write(file, withLength(header.length, header, data));
    }

    private static byte[] withLength(long length, byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(length)
                .put(header).put(data).array();
    }

    private void assertProblem(String problem) {
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> SafeTensors.load(file))
                .withMessage("[safetensors] " + file + ": " + problem);
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> SafeTensors.open(file))
                .withMessage("[safetensors] " + file + ": " + problem);
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> SafeTensors.metadata(file));
    }

    /** The header of one tensor a with these fields. */
    private static String tensor(String fields) {
        return "{\"a\":{" + fields.replace('\'', '"') + "}}";
    }

    @Test
    void a_file_too_short_for_a_length() throws IOException {
        Files.write(file, new byte[7]);
        assertProblem("it has 7 bytes, too few for the length of a header");
        Files.write(file, new byte[0]);
        assertProblem("it has 0 bytes, too few for the length of a header");
    }

    @Test
    void a_header_longer_than_the_file() throws IOException {
        Files.write(file, withLength(3, "{}".getBytes(UTF_8), new byte[0]));
        assertProblem("its header would have 3 bytes, but only 2 are there; it is truncated or no safetensors file");
    }

    @Test
    void a_header_longer_than_allowed_is_not_allocated() throws IOException {
        Files.write(file, withLength(100_000_001, "{}".getBytes(UTF_8), new byte[0]));
        assertProblem("its header would have 100000001 bytes, but at most 100000000 are allowed; "
                + "this is probably no safetensors file");
        Files.write(file, withLength(-1, "{}".getBytes(UTF_8), new byte[0]));
        assertProblem("its header would have 18446744073709551615 bytes, but at most 100000000 are allowed; "
                + "this is probably no safetensors file");
    }

    @Test
    void a_header_that_is_no_object() throws IOException {
        for (String header : new String[]{"", "[]", "null", "\"a\"", " {}", "\ufeff{}"}) {
            write(header, 0);
            assertProblem("its header does not begin with '{'");
        }
    }

    @Test
    void a_header_that_is_not_utf8() throws IOException {
        write("{\"é\":{}}".getBytes(ISO_8859_1), new byte[0]);
        assertProblem("its header is not UTF-8");
    }

    @Test
    void spaces_between_and_behind_are_fine() throws IOException {
        write("{ \"a\" :\t{\n\"shape\" : [ 1 , 2 ] ,\r\"data_offsets\":[0,8], \"dtype\":\"F32\" } } \n ", 8);
        assertThat(SafeTensors.load(file).get("a").shape()).hasToString("[1,2]");
    }

    @Test
    void escapes_are_read() throws IOException {
        write("{\"__metadata__\":{\"\\\"\\\\\\/\\b\\f\\n\\r\\t\":\"\\u00e9\\uD83D\\ude00\"}}", 0);
        assertThat(SafeTensors.metadata(file)).containsExactly(Map.entry("\"\\/\b\f\n\r\t", "é😀"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{|1|expected '\"' but found its end",
            "{,}|1|expected '\"' but found ','", "{} x|3|expected the end but found 'x'",
            "{\"a\"}|4|expected ':' but found '}'", "{\"a\":1}|5|expected '{' but found '1'",
            "{\"a\":{},}|6|tensor 'a' lacks its dtype", "{\"__metadata__\":[]}|16|expected '{' but found '['",
            "{\"__metadata__\":{\"a\":1}}|21|expected '\"' but found '1'",
            "{\"__metadata__\":{\"a\":\"b\",}}|25|expected '\"' but found '}'",
            "{\"a|3|a string does not end", "{\"a\\|4|a string does not end", "{\"\\x\":{}}|4|\\x is no escape",
            "{\"\\u12g4\":{}}|7|\\u needs four hexadecimal digits",
            "{\"\\u1２34\":{}}|6|\\u needs four hexadecimal digits",
            "{\"\\ud83d\":{}}|9|a string holds half a surrogate pair",
            "{\"__metadata__\":{},\"__metadata__\":{}}|33|the name '__metadata__' comes twice",
            "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}|27|the name 'a' comes twice"})
    void broken_json(String json, int at, String problem) throws IOException {
        write(json, 0);
        assertProblem(problem.startsWith("tensor")
                ? problem
                : "the header is broken at character " + at + ": " + problem);
    }

    @Test
    void a_control_character_in_a_string() throws IOException {
        write("{\"a\nb\":{}}", 0);
        assertProblem("the header is broken at character 4: a control character stands in a string");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "'dtype':'F32','shape':[-1],'data_offsets':[0,4]|expected a number, zero or positive and whole, but found '-'",
            "'dtype':'F32','shape':[1.0],'data_offsets':[0,4]|expected ']' but found '.'",
            "'dtype':'F32','shape':[1e0],'data_offsets':[0,4]|expected ']' but found 'e'",
            "'dtype':'F32','shape':[1,],'data_offsets':[0,4]|expected a number, zero or positive and whole, but found ']'",
            "'dtype':'F32','shape':1,'data_offsets':[0,4]|expected '[' but found '1'",
            "'dtype':'F32','shape':[1],'data_offsets':[00,4]|the number 00 begins with 0",
            "'dtype':'F32','shape':[1],'data_offsets':[0,18446744073709551616]|the number 18446744073709551616 exceeds 64 bits",
            "'dtype':4,'shape':[1],'data_offsets':[0,4]|expected '\"' but found '4'",
            "'dtype':'F32','dtype':'F32','shape':[1],'data_offsets':[0,4]|the name 'dtype' comes twice"})
    void broken_fields(String fields, String problem) throws IOException {
        write(tensor(fields), 4);
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> SafeTensors.load(file))
                .withMessageStartingWith("[safetensors] " + file + ": the header is broken at character ")
                .withMessageEndingWith(": " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"'shape':[1],'data_offsets':[0,4]|lacks its dtype",
            "'dtype':'F32','data_offsets':[0,4]|lacks its shape", "'dtype':'F32','shape':[1]|lacks its data_offsets",
            "'dtype':'F32','shape':[1],'data_offsets':[0,4],'strides':[1]|has the unknown field 'strides'",
            "'dtype':'F8_E4M3','shape':[2],'data_offsets':[0,4]|has dtype F8_E4M3, but only I64, U64, F64, I32, U32, F32, I16, U16, F16, BF16, I8, U8, BOOL can be read; convert it before saving",
            "'dtype':'f32','shape':[1],'data_offsets':[0,4]|has dtype f32, but only I64, U64, F64, I32, U32, F32, I16, U16, F16, BF16, I8, U8, BOOL can be read; convert it before saving",
            "'dtype':'F32','shape':[1],'data_offsets':[4]|needs two ascending data_offsets, but has [4]",
            "'dtype':'F32','shape':[1],'data_offsets':[0,4,8]|needs two ascending data_offsets, but has [0, 4, 8]",
            "'dtype':'F32','shape':[1],'data_offsets':[4,0]|needs two ascending data_offsets, but has [4, 0]",
            "'dtype':'F32','shape':[2],'data_offsets':[0,4]|is F32[2] and so 8 bytes, but its data_offsets span 4",
            "'dtype':'F64','shape':[],'data_offsets':[0,4]|is F64[] and so 8 bytes, but its data_offsets span 4",
            "'dtype':'F32','shape':[4294967297],'data_offsets':[0,4]|has shape [4294967297], more than a tensor can hold",
            "'dtype':'F32','shape':[65536,65536],'data_offsets':[0,4]|has shape [65536, 65536], more than a tensor can hold",
            "'dtype':'F32','shape':[2147483647,2147483647,2147483647],'data_offsets':[0,4]|has shape [2147483647, 2147483647, 2147483647], more than a tensor can hold"})
    void tensors_that_contradict_themselves(String fields, String problem) throws IOException {
        write(tensor(fields), 4);
        assertProblem("tensor 'a' " + problem);
    }

    @Test
    void a_name_that_comes_twice() throws IOException {
        String one = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
        write("{" + one + "," + one + "}", 4);
        assertProblem("the header is broken at character " + (one.length() + 5) + ": the name 'a' comes twice");
    }

    private static String pair(int a0, int a1, int b0, int b1) {
        String entry = "\"%s\":{\"dtype\":\"BOOL\",\"shape\":[%d],\"data_offsets\":[%d,%d]}";
        return "{" + entry.formatted("a", a1 - a0, a0, a1) + "," + entry.formatted("b", b1 - b0, b0, b1) + "}";
    }

    @Test
    void tensors_lie_side_by_side_in_any_order() throws IOException {
        write(pair(3, 5, 0, 3).getBytes(UTF_8), new byte[]{0, 0, 1, 1, 0});
        Map<String, Tensor> loaded = SafeTensors.load(file);
        assertThat(loaded.keySet()).containsExactly("a", "b");
        assertThat(loaded.get("a").toBooleanArray()).containsExactly(true, false);
        assertThat(loaded.get("b").toBooleanArray()).containsExactly(false, false, true);
    }

    @Test
    void tensors_that_overlap() throws IOException {
        write(pair(0, 3, 2, 5), 5);
        assertProblem("tensor 'b' overlaps tensor 'a': it begins at byte 2, not at 3");
        write(pair(0, 3, 0, 3), 3);
        assertProblem("tensor 'b' overlaps tensor 'a': it begins at byte 0, not at 3");
    }

    @Test
    void holes_between_tensors() throws IOException {
        write(pair(0, 3, 4, 5), 5);
        assertProblem("tensor 'b' leaves a hole behind tensor 'a': it begins at byte 4, not at 3");
        write(pair(1, 3, 3, 5), 5);
        assertProblem("tensor 'a' leaves a hole behind the header: it begins at byte 1, not at 0");
    }

    @Test
    void data_that_are_too_few_or_too_many() throws IOException {
        write(pair(0, 3, 3, 5), 4);
        assertProblem("tensor 'b' ends at byte 5, but the file holds only 4 bytes of data; it is truncated");
        write(pair(0, 3, 3, 5), 6);
        assertProblem("the tensors end at byte 5, but 6 bytes of data came");
        write("{}", 1);
        assertProblem("the tensors end at byte 0, but 1 bytes of data came");
    }

    @Test
    void a_huge_tensor_in_a_small_file_is_not_allocated() throws IOException {
        // 16 GiB, more than the tests may take
        write(tensor("'dtype':'F64','shape':[2147483639],'data_offsets':[0,17179869112]"), 4);
        assertProblem("tensor 'a' ends at byte 17179869112, but the file holds only 4 bytes of data; it is truncated");
    }

    @Test
    void truth_values_other_than_0_and_1() throws IOException {
        write(tensor("'dtype':'BOOL','shape':[2],'data_offsets':[0,2]").getBytes(UTF_8), new byte[]{1, (byte) 200});
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> SafeTensors.load(file))
                .withMessage("[safetensors] " + file + ": tensor 'a' holds truth values, 0 or 1 each, but also 200");
    }

    @Test
    void every_truncation_is_noticed() throws IOException {
        byte[] whole = sample();
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(TensorFileException.class).as("first %d bytes", length)
                    .isThrownBy(() -> SafeTensors.load(file)).withMessageContaining(file.toString());
        }
    }

    @Test
    void whatever_bytes_change_the_file_loads_or_is_reported_broken() throws IOException {
        byte[] whole = sample();
        long seed = 20240607;
        Random random = new Random(seed);
        int broken = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean()
                        ? random.nextInt(256)
                        : whole[random.nextInt(whole.length)]);
            }
            Files.write(file, changed);
            try {
                SafeTensors.load(file);
            } catch (TensorFileException e) {
                broken++;
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(broken).isBetween(1000, 2999);
    }

    private byte[] sample() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w\"é", Tensor.ones(2, 3));
        tensors.put("m", Tensor.of(new boolean[]{true, false}));
        SafeTensors.save(file, tensors, Map.of("format", "pt"));
        return Files.readAllBytes(file);
    }
}

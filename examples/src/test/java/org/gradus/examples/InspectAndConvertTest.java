package org.gradus.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gradus.core.Tensor;
import org.gradus.core.io.Npy;
import org.gradus.core.io.SafeTensors;
import org.gradus.core.io.TensorFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples {@code inspect} and {@code convert}. */
class InspectAndConvertTest {

    private static final ImmutableMap<String, Tensor> ALL_TYPES = ImmutableMap.of(
            "layer.weight", Tensor.of(new float[]{1, -2, Float.NaN, Float.POSITIVE_INFINITY, 4, 0}, 2, 3),
            "double", Tensor.of(new double[]{0.1}), "steps", Tensor.of(new long[]{Long.MAX_VALUE}).squeeze(0),
            "mask", Tensor.of(new boolean[]{true, false, true, true}), "empty", Tensor.of(new float[0], 0, 5));

    @TempDir
    private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static Run convert(Object... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "convert";
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = arguments[i].toString();
        }
        return Run.of(all);
    }

    private static void assertSame(Map<String, Tensor> got, Map<String, Tensor> expected) {
        assertThat(got).containsOnlyKeys(expected.keySet());
        expected.forEach((name, tensor) -> {
            assertThat(got.get(name).type()).as(name).isEqualTo(tensor.type());
            switch (tensor.dtype()) {
                case FLOAT32 -> assertThat(got.get(name).toFloatArray()).isEqualTo(tensor.toFloatArray());
                case FLOAT64 -> assertThat(got.get(name).toDoubleArray()).isEqualTo(tensor.toDoubleArray());
                case INT64 -> assertThat(got.get(name).toLongArray()).isEqualTo(tensor.toLongArray());
                case BOOL -> assertThat(got.get(name).toBooleanArray()).isEqualTo(tensor.toBooleanArray());
            }
        });
    }

    @Test
    void tensors_of_all_types_survive_a_journey_through_all_formats() throws IOException {
        Path at = file("0.safetensors");
        SafeTensors.save(at, ALL_TYPES);
        for (String next : List.of("1.npz", "2.pth", "3.safetensors", "4.PT", "5.npz", "6.safetensors")) {
            Run run = convert(at, file(next));
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains(next + ": 5 tensors, 12 numbers").doesNotContain("Left out");
            at = file(next);
            assertSame(TensorFiles.load(at), ALL_TYPES);
        }
        assertThat(at).hasSameBinaryContentAs(file("0.safetensors"));
    }

    @Test
    void one_tensor_goes_into_npy_and_back_and_several_are_refused() throws IOException {
        Tensor single = Tensor.of(new double[]{1, 2, 3, 4}, 2, 2);
        SafeTensors.save(file("one.safetensors"), Map.of("w", single));
        assertThat(convert(file("one.safetensors"), file("one.npy")).code()).isZero();
        assertThat(Npy.load(file("one.npy")).toDoubleArray()).isEqualTo(single.toDoubleArray());
        assertThat(convert(file("one.npy"), file("again.npz")).code()).isZero();
        assertSame(TensorFiles.load(file("again.npz")), Map.of("array", single));

        SafeTensors.save(file("five.safetensors"), ALL_TYPES);
        Run refused = convert(file("five.safetensors"), file("five.npy"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("[convert] .npy holds one array, but 5 tensors came");
        assertThat(file("five.npy")).doesNotExist();
    }

    @Test
    void notes_stay_where_there_is_a_place_for_them_and_are_named_where_not() throws IOException {
        Map<String, String> notes = ImmutableMap.of("by", "hand", "made by", "a test");
        SafeTensors.save(file("a.safetensors"), ALL_TYPES, notes);
        assertThat(convert(file("a.safetensors"), file("b.safetensors")).out()).doesNotContain("Left out");
        assertThat(SafeTensors.metadata(file("b.safetensors"))).isEqualTo(notes);
        assertThat(convert(file("a.safetensors"), file("b.npz")).out())
                .containsIgnoringNewLines("Left out, as .npz has no place for notes:\n  by\n  made by\n");
    }

    @Test
    void a_file_that_is_there_is_replaced_only_by_force() throws IOException {
        SafeTensors.save(file("a.safetensors"), ALL_TYPES);
        Files.writeString(file("b.npz"), "precious");
        Run refused = convert(file("a.safetensors"), file("b.npz"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("[convert] " + file("b.npz") + " is there already; give --force");
        assertThat(file("b.npz")).hasContent("precious");
        assertThat(convert("--force", file("a.safetensors"), file("b.npz")).code()).isZero();
        assertSame(TensorFiles.load(file("b.npz")), ALL_TYPES);
    }

    @Test
    void what_cannot_be_read_or_written_is_said() throws IOException {
        SafeTensors.save(file("a.safetensors"), ALL_TYPES);
        assertThat(convert(file("a.safetensors"), file("a.onnx")).err())
                .startsWith(
                        "[convert] the name of the new file must end in .safetensors, .npz, .npy, .pth or .pt, but is 'a.onnx'");
        assertThat(convert(file("a.safetensors"), file("none/a.npz")).err()).contains("its folder does not exist");
        assertThat(convert(file("a.safetensors")).code()).isEqualTo(2);
        for (String command : List.of("inspect", "convert")) {
            Path text = Files.writeString(file("text.npz"), "no weights at all");
            String target = command.equals("convert") ? file("x.npz").toString() : "--json";
            Run unreadable = Run.of(command, text.toString(), target);
            assertThat(unreadable.code()).isEqualTo(1);
            assertThat(unreadable.err()).contains("text.npz").doesNotContain("\tat ");
            assertThat(Run.of(command, file("gone.pth").toString(), target).err()).contains("it does not exist");
        }
    }

    @Test
    void inspecting_tells_shapes_figures_of_what_is_finite_and_how_much_is_not() throws IOException {
        SafeTensors.save(file("a.safetensors"), ALL_TYPES, Map.of("epoch", "3"));
        Run run = Run.of("inspect", "--figures", file("a.safetensors").toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll("  +", " | "))).contains(
                // finite are 1, −2, 4 and 0: mean 3/4, variance (1 + 4 + 16)/4 − 9/16 = 4.6875
                "layer.weight | F32 | [2,3] | 24 | -2.0000 | 4.0000 | 0.75000 | 2.1651 | 1 | 1",
                "empty | F32 | [0,5] | 0 | – | – | – | – | 0 | 0",
                "mask | BOOL | [4] | 4 | 0.0000 | 1.0000 | 0.75000 | 0.43301 | 0 | 0", "epoch | 3");
    }

    @Test
    void types_are_told_as_the_file_has_them_and_elements_are_not_read() throws IOException {
        String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},\"w.0\":{\"dtype\":\"BF16\","
                + "\"shape\":[2,2],\"data_offsets\":[6,14]},\"i\":{\"dtype\":\"I32\",\"shape\":[],\"data_offsets\":[14,18]},"
                + "\"b\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[18,19]}}";
        ByteBuffer content = ByteBuffer.allocate(8 + header.length() + 19).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length()).put(header.getBytes(US_ASCII));
        byte[] bytes = content.array();
        bytes[bytes.length - 1] = 5; // no truth value: whoever reads it fails
        Files.write(file("half.safetensors"), bytes);

        Run run = Run.of("inspect", file("half.safetensors").toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith(file("half.safetensors") + ": safetensors, " + bytes.length
                + " bytes, 4 tensors, 9 numbers");
        assertThat(run.out().lines().map(line -> line.replaceAll("  +", " | "))).contains("h | F16 | [3] | 6",
                "w.0 | BF16 | [2,2] | 8", "i | I32 | [] | 4", "b | BOOL | [1] | 1");
        JsonObject half = JsonParser.parseString(Run.of("inspect", "--json", file("half.safetensors").toString()).out())
                .getAsJsonObject().getAsJsonArray("tensors").get(0).getAsJsonObject();
        assertThat(half).hasToString("{\"name\":\"h\",\"type\":\"F16\",\"shape\":[3],\"bytes\":6}");
        assertThat(Run.of("inspect", "--figures", file("half.safetensors").toString()).err())
                .contains("tensor 'b' holds truth values, 0 or 1 each, but also 5");
    }

    @Test
    void json_tells_the_same_of_every_format() throws IOException {
        SafeTensors.save(file("a.safetensors"), ALL_TYPES);
        for (String other : List.of("a.npz", "a.pth")) {
            convert(file("a.safetensors"), file(other));
        }
        for (String name : List.of("a.safetensors", "a.npz", "a.pth")) {
            JsonObject json = JsonParser
                    .parseString(Run.of("inspect", "--json", "--figures", file(name).toString()).out())
                    .getAsJsonObject();
            assertThat(name).endsWith("." + json.get("format").getAsString());
            JsonObject weight = json.getAsJsonArray("tensors").asList().stream().map(e -> e.getAsJsonObject())
                    .filter(tensor -> tensor.get("name").getAsString().equals("layer.weight")).findFirst()
                    .orElseThrow();
            assertThat(weight.get("shape").toString()).isEqualTo("[2,3]");
            assertThat(weight.get("mean").getAsDouble()).isEqualTo(0.75);
            assertThat(weight.get("nan").getAsInt()).isEqualTo(1);
            assertThat(weight.get("inf").getAsInt()).isEqualTo(1);
        }
    }

    @Test
    void figures_of_the_largest_numbers_do_not_overflow() throws IOException {
        double huge = Double.MAX_VALUE;
        Npy.save(file("huge.npy"), Tensor.of(new double[]{huge, -huge, huge, -huge}));
        JsonObject only = JsonParser
                .parseString(Run.of("inspect", "--json", "--figures", file("huge.npy").toString()).out())
                .getAsJsonObject().getAsJsonArray("tensors").get(0).getAsJsonObject();
        assertThat(only.get("name").getAsString()).isEqualTo("array");
        assertThat(only.get("mean").getAsDouble()).isZero();
        assertThat(only.get("std").getAsDouble()).isEqualTo(huge);
    }
}

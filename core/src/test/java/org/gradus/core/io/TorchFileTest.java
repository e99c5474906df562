package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.gradus.core.io.Pickles.archive;
import static org.gradus.core.io.Pickles.bytes;
import static org.gradus.core.io.Pickles.global;
import static org.gradus.core.io.Pickles.integer;
import static org.gradus.core.io.Pickles.named;
import static org.gradus.core.io.Pickles.pickle;
import static org.gradus.core.io.Pickles.storage;
import static org.gradus.core.io.Pickles.tensor;
import static org.gradus.core.io.Pickles.text;
import static org.gradus.core.io.Pickles.tuple;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchFileTest {

    /** The bytes 1 to 6. */
    private static final byte[] SIX = {1, 2, 3, 4, 5, 6};

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("x.pth");
    }

    private static Path fixture(String extension) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(
                TorchFileTest.class.getResource("/torch/cnn-seed1234-init." + extension)).toURI());
    }

    private Tensor load(byte[] tensor, byte[] data) throws IOException {
        Files.write(file, archive(named(tensor), Map.of("data/0", data)));
        return TorchFile.load(file).get("x");
    }

    private void assertProblem(byte[] tensor, byte[] data, String problem) throws IOException {
        Files.write(file, archive(named(tensor), Map.of("data/0", data)));
        assertRefused(problem);
    }

    private void assertRefused(String problem) {
        assertThatIOException().isThrownBy(() -> TorchFile.load(file)).isInstanceOf(TensorFileException.class)
                .withMessage("[torch] " + file + ": " + problem);
    }

    @Test
    void a_state_dict_of_pytorch_equals_what_it_wrote_as_safetensors_value_by_value() throws Exception {
        Map<String, Tensor> loaded = TorchFile.load(fixture("pth"));
        assertThat(loaded.keySet()).containsExactly("conv1.0.weight", "conv1.0.bias", "conv2.0.weight", "conv2.0.bias",
                "fc.weight", "fc.bias");
        Map<String, Tensor> expected = SafeTensors.load(fixture("safetensors"));
        Map<String, Tensor> inOrder = new LinkedHashMap<>();
        loaded.keySet().forEach(name -> inOrder.put(name, expected.get(name)));
        NpzTest.assertSame(loaded, inOrder);
    }

    @Test
    void what_is_saved_comes_back_in_order_whatever_its_type_and_shape() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", Tensor.of(new float[]{1.5f, -0f, Float.NaN, 7}, 1, 2, 2));
        tensors.put("block.0.é😀", Tensor.of(new double[]{Math.PI}));
        tensors.put("a", Tensor.of(new long[]{Long.MIN_VALUE, 3}));
        tensors.put("mask", Tensor.of(new boolean[]{true, false, true}, 3, 1));
        tensors.put("scalar", new Parameter(Tensor.scalar(3.25)));
        tensors.put("empty", Tensor.zeros(2, 0, 3));
        tensors.put("", Tensor.rand(new Rng(5), 600_001));
        TorchFile.save(file, tensors);
        NpzTest.assertSame(TorchFile.load(file), tensors);
        TorchFile.save(file, Map.of());
        assertThat(TorchFile.load(file)).isEmpty();
    }

    @Test
    void the_pickle_is_written_to_the_byte_as_its_instructions_say() {
        // By protocol 2: a dict, and in it the call of _rebuild_tensor_v2 with (storage, 0, (2, 1), (1, 1), False, {}).
        byte[] storage = bytes('(', 'X', 7, 0, 0, 0, "storage", "ctorch\nLongStorage\n", 'X', 1, 0, 0, 0, "0", 'X', 3,
                0,
                0, 0, "cpu", 'J', 2, 0, 0, 0, 't', 'Q');
        byte[] shape = bytes("(J", 2, 0, 0, 0, 'J', 1, 0, 0, 0, "t(J", 1, 0, 0, 0, 'J', 1, 0, 0, 0, 't');
        assertThat(Pickler.pickle(Map.of("w", Tensor.of(new long[]{5, 6}, 2, 1)))).isEqualTo(
                bytes(0x80, 2, "}(", 'X', 1, 0, 0, 0, "w", "ctorch._utils\n_rebuild_tensor_v2\n", '(', storage, 'J', 0,
                        0,
                        0, 0, shape, 0x89, "ccollections\nOrderedDict\n", ")RtRu."));
    }

    @Test
    void the_archive_is_laid_out_as_pytorch_does() throws IOException {
        TorchFile.save(file, Map.of("w", Tensor.of(new float[]{1, 2})));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(Object::toString)).containsExactly("archive/data.pkl", "archive/byteorder",
                    "archive/data/0", "archive/version");
            assertThat(zip.getInputStream(zip.getEntry("archive/version"))).hasBinaryContent(bytes("3\n"));
            assertThat(zip.getInputStream(zip.getEntry("archive/byteorder"))).hasBinaryContent(bytes("little"));
        }
        byte[] content = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).array();
        assertThat(Bytes.indexOf(Files.readAllBytes(file), content) % 64).isZero();
        byte[] first = Files.readAllBytes(file);
        TorchFile.save(file, Map.of("w", Tensor.of(new float[]{1, 2})));
        assertThat(file).hasBinaryContent(first);
    }

    @ParameterizedTest
    @CsvSource({"Bool, 01, 1", "Char, ff, -1", "Byte, ff, 255", "Short, feff, -2", "Int, 00000080, -2147483648",
            "Long, ffffffffffffffff, -1", "Half, 003c, 1", "BFloat16, 003f, 0.5", "Float, 0000c03f, 1.5",
            "Double, 000000000000f0bf, -1"})
    void every_type_of_storage_is_read_without_loss(String type, String hex, String value) throws IOException {
        Tensor x = load(tensor(storage(type + "Storage", "0", 1), 0, tuple(), tuple()), HexFormat.of().parseHex(hex));
        assertThat(x.shape()).isEqualTo(Shape.SCALAR);
        assertThat(x.to(DType.FLOAT64).item()).isEqualTo(Double.parseDouble(value));
    }

    @ParameterizedTest
    @CsvSource({"uint16, ffff, 65535", "uint32, ffffffff, 4294967295", "uint64, 0100000000000000, 1",
            "float32, 0000c03f, 1.5", "bool, 01, 1"})
    void types_that_have_no_storage_of_their_own_are_read(String type, String hex, String value) throws IOException {
        byte[] data = HexFormat.of().parseHex(hex);
        byte[] storage = bytes('(', text("storage"), global("torch.storage", "UntypedStorage"), text("0"), text("cpu"),
                integer(data.length), "tQ");
        byte[] tensor = bytes(global("torch._utils", "_rebuild_tensor_v3"), '(', storage, integer(0), tuple(1),
                tuple(1),
                0x89, 'N', global("torch", type), "tR");
        assertThat(load(tensor, data).to(DType.FLOAT64).item()).isEqualTo(Double.parseDouble(value));
    }

    @Test
    void archives_of_big_endian_machines_are_read() throws IOException {
        byte[] pickle = named(tensor(storage("ShortStorage", "0", 1), 0, tuple(1), tuple(1)));
        Files.write(file, archive(pickle, Map.of("data/0", new byte[]{1, 2}, "byteorder", "big".getBytes(US_ASCII))));
        assertThat(TorchFile.load(file).get("x").toLongArray()).containsExactly(258);
        Files.write(file, archive(pickle, Map.of("data/0", new byte[]{1, 2}, "byteorder", "pdp".getBytes(US_ASCII))));
        assertRefused("its byte order is 'pdp' instead of little or big");
    }

    @Test
    void views_are_read_as_what_they_show() throws IOException {
        byte[] six = storage("ByteStorage", "0", 6);
        assertThat(load(tensor(six, 0, tuple(3, 2), tuple(1, 3)), SIX).toLongArray()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(load(tensor(six, 1, tuple(2, 2), tuple(2, 1)), SIX).toLongArray()).containsExactly(2, 3, 4, 5);
        assertThat(load(tensor(six, 1, tuple(3), tuple(2)), SIX).toLongArray()).containsExactly(2, 4, 6);
        assertThat(load(tensor(six, 5, tuple(2, 2), tuple(0, 0)), SIX).toLongArray()).containsExactly(6, 6, 6, 6);
        assertThat(load(tensor(six, 5, tuple(1, 1), tuple(9, 7)), SIX).toLongArray()).containsExactly(6);
        assertThat(load(tensor(six, 4, tuple(), tuple()), SIX).item()).isEqualTo(5);
        Tensor empty = load(tensor(six, 6, tuple(0, 3), tuple(3, 1)), SIX);
        assertThat(empty.shape()).isEqualTo(Shape.of(0, 3));
        assertThat(empty.dtype()).isEqualTo(DType.INT64);
    }

    @Test
    void several_tensors_share_a_storage() throws IOException {
        byte[] six = storage("ByteStorage", "0", 6);
        Files.write(file,
                archive(pickle("}(", text("whole"), tensor(six, 0, tuple(6), tuple(1)), 'q', 200, text("tied"),
                        'h', 200, text("part"), tensor(six, 2, tuple(2), tuple(1)), 'u'), Map.of("data/0", SIX)));
        Map<String, Tensor> loaded = TorchFile.load(file);
        assertThat(loaded.keySet()).containsExactly("whole", "tied", "part");
        assertThat(loaded.get("tied").toLongArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(loaded.get("part").toLongArray()).containsExactly(3, 4);
    }

    @Test
    void a_parameter_is_read_as_its_values() throws IOException {
        byte[] values = tensor(storage("ByteStorage", "0", 6), 0, tuple(6), tuple(1));
        Tensor x = load(bytes(global("torch._utils", "_rebuild_parameter"), '(', values, 0x88,
                global("collections", "OrderedDict"), ")RtR"), SIX);
        assertThat(x.toLongArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    /** {"epoch": 5, "model": OrderedDict(w=…) with _metadata, "optimizer": {"state": {0: {"m": …}}, "groups": [{"lr": 0.1}]}}. */
    private byte[] checkpoint() {
        byte[] w = tensor(storage("ByteStorage", "0", 6), 0, tuple(2), tuple(1));
        byte[] m = tensor(storage("ByteStorage", "0", 6), 2, tuple(2), tuple(1));
        byte[] model = bytes(global("collections", "OrderedDict"), ")R(", text("fc.w"), w, 'u', '}', text("_metadata"),
                global("collections", "OrderedDict"), ")Rsb");
        byte[] state = bytes("}K", 0, '}', text("m"), m, "ss");
        byte[] groups = bytes("](}", text("lr"), 'G', 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a, 's', "}",
                text("betas"), "K", 1, "K", 2, 0x86, "se");
        return pickle("}(", text("epoch"), "K", 5, text("model"), model, text("optimizer"), "}(", text("state"), state,
                text("groups"), groups, 'u', text("done"), 0x88, text("note"), text("é"), text("best"), 'N',
                text("seed"),
                0x8a, 9, 1, 0, 0, 0, 0, 0, 0, 0, 1, text("size"), global("torch", "Size"), 'K', 7, 0x85, 0x85, 'R',
                'u');
    }

    @Test
    void what_nests_is_named_by_the_way_to_it() throws IOException {
        Files.write(file, archive(checkpoint(), Map.of("data/0", SIX)));
        Map<String, Tensor> loaded = TorchFile.load(file);
        assertThat(loaded.keySet()).containsExactly("model.fc.w", "optimizer.state.0.m");
        assertThat(loaded.get("optimizer.state.0.m").toLongArray()).containsExactly(3, 4);
    }

    @Test
    void one_entry_of_a_checkpoint_is_read_by_itself() throws IOException {
        Files.write(file, archive(checkpoint(), Map.of("data/0", SIX)));
        assertThat(TorchFile.load(file, "model").get("fc.w").toLongArray()).containsExactly(1, 2);
        assertThatIOException().isThrownBy(() -> TorchFile.load(file, "ema")).withMessage("[torch] " + file
                + ": it has no entry 'ema'; its entries are [epoch, model, optimizer, done, note, best, seed, size]");
        assertThatIOException().isThrownBy(() -> TorchFile.load(file, "epoch")).withMessage("[torch] " + file
                + ": it holds an integer without a name; save a dict of named tensors, torch.save({'name': tensor}, path)");
    }

    @Test
    void the_plain_values_of_a_checkpoint_can_be_asked_for() throws IOException {
        Files.write(file, archive(checkpoint(), Map.of()));
        assertThat(TorchFile.values(file)).containsExactly(Map.entry("epoch", 5L),
                Map.entry("optimizer.groups.0.lr", 0.1), Map.entry("optimizer.groups.1.betas.0", 1L),
                Map.entry("optimizer.groups.1.betas.1", 2L), Map.entry("done", true), Map.entry("note", "é"),
                Map.entry("seed", new BigInteger("18446744073709551617")), Map.entry("size.0", 7L));
    }

    @Test
    void views_that_leave_their_storage() throws IOException {
        byte[] six = storage("ByteStorage", "0", 6);
        assertProblem(tensor(six, 0, tuple(7), tuple(1)), SIX, "a tensor in storage '0' of shape [7] with strides [1]"
                + " from 0 on ends at element 7, but the storage has 6");
        assertProblem(tensor(six, 5, tuple(2, 1), tuple(1, 1)), SIX,
                "a tensor in storage '0' of shape [2,1] with strides [1, 1] from 5 on ends at element 7, but the storage has 6");
        int large = Integer.MAX_VALUE;
        assertProblem(tensor(six, large, tuple(2, 2), tuple(large, large)), SIX,
                "a tensor in storage '0' of shape [2,2]"
                        + " with strides [2147483647, 2147483647] from 2147483647 on ends at element 6442450942, but the storage has 6");
        assertProblem(tensor(six, 0, tuple(65536, 65536), tuple(0, 0)), SIX,
                "a tensor in storage '0' has shape [65536, 65536], more than a tensor can hold");
        for (byte[] wrong : new byte[][]{tensor(six, -1, tuple(1), tuple(1)), tensor(six, 0, tuple(-1), tuple(1)),
                tensor(six, 0, tuple(1), tuple(-1)), tensor(six, 0, tuple(1, 1), tuple(1)),
                tensor(text("0"), 0, tuple(1), tuple(1)), tensor(six, 0, text("1"), tuple(1))}) {
            assertProblem(wrong, SIX, "its pickle describes a tensor otherwise than PyTorch does");
        }
    }

    @Test
    void views_that_repeat_their_elements_without_end_are_not_allocated() throws IOException {
        byte[] one = storage("ByteStorage", "0", 6);
        assertProblem(tensor(one, 0, tuple(2_000_000_000), tuple(0)), SIX,
                "its tensors repeat elements so often that they exceed 16 times its size; save contiguous ones");
    }

    @Test
    void storages_that_do_not_fit_their_records() throws IOException {
        assertProblem(tensor(storage("ByteStorage", "0", 7), 0, tuple(1), tuple(1)), SIX,
                "storage '0' should have 7 times 1 bytes, but its record has 6");
        assertProblem(tensor(storage("IntStorage", "0", 1), 0, tuple(1), tuple(1)), SIX,
                "storage '0' should have 1 times 4 bytes, but its record has 6");
        assertProblem(tensor(storage("ByteStorage", "1", 6), 0, tuple(1), tuple(1)), SIX,
                "it has no record 'any/data/1'; this is no file of torch.save");
        assertProblem(tensor(storage("ComplexFloatStorage", "0", 1), 0, tuple(1), tuple(1)), SIX,
                refused("torch.ComplexFloatStorage"));
        for (byte[] wrong : new byte[][]{bytes(text("storage"), 'Q'), storage("float32", "0", 1),
                storage("ByteStorage", "0", -1)}) {
            assertProblem(tensor(wrong, 0, tuple(1), tuple(1)), SIX,
                    "its pickle describes a storage otherwise than PyTorch does");
        }
        Files.write(file, archive(pickle("}(", text("a"), tensor(storage("ByteStorage", "0", 4), 0, tuple(1), tuple(1)),
                text("b"), tensor(storage("IntStorage", "0", 1), 0, tuple(1), tuple(1)), 'u'),
                Map.of("data/0", new byte[4])));
        assertRefused("storage '0' is used as U8 and as I32");
    }

    static String refused(String global) {
        return "it refers to " + global
                + ", which is refused: only tensors, numbers, text, lists and dicts are read, and"
                + " nothing in a file is executed; save a state dict, torch.save(model.state_dict(), path)";
    }

    @Test
    void files_that_are_no_state_dicts() throws IOException {
        Files.write(file, archive(pickle('}'), Map.of("constants.pkl", new byte[0])));
        assertRefused("it is a TorchScript program; save its tensors, torch.save(model.state_dict(), path)");
        Npz.save(file, Map.of("a/x", Tensor.ones(1)));
        assertRefused("it has no record 'a/data.pkl'; this is no file of torch.save");
        Npz.save(file, Map.of());
        assertRefused("it has no record 'data.pkl'; this is no file of torch.save");
        Files.write(file, archive(pickle(tensor(storage("ByteStorage", "0", 6), 0, tuple(6), tuple(1))), Map.of()));
        assertRefused(
                "it holds a tensor without a name; save a dict of named tensors, torch.save({'name': tensor}, path)");
    }

    @Test
    void files_of_old_versions_say_how_to_save_them_again() throws IOException {
        byte[] magic = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");
        Files.write(file, Bytes.concat(magic, new byte[]{(byte) 0x80, 2, 'M', (byte) 0xe9, 3, '.'}));
        assertRefused("it is in the format of PyTorch before 1.6; save it again with a newer one,"
                + " torch.save(torch.load(path), path)");
    }

    @Test
    void names_that_come_twice() throws IOException {
        byte[] x = tensor(storage("ByteStorage", "0", 6), 0, tuple(6), tuple(1));
        Files.write(file, archive(pickle("}(", text("a.b"), x, text("a"), '}', text("b"), x, "su"),
                Map.of("data/0", SIX)));
        assertRefused("the name 'a.b' comes twice");
    }

    @Test
    void what_contains_itself_or_multiplies_by_nesting_does_not_hang() throws IOException {
        Files.write(file, archive(pickle("}q", 0, text("a"), "h", 0, 's'), Map.of()));
        assertRefused("it nests deeper than 64 levels, or contains itself");
        for (byte[] nested : new byte[][]{bytes(']'), bytes('K', 1)}) {
            for (int i = 0; i < 60; i++) {
                nested = bytes("](", nested, 'q', 1, 'h', 1, 'e');
            }
            Files.write(file, archive(pickle(nested), Map.of()));
            assertRefused("it names more values than its pickle justifies");
        }
        byte[] deep = "]".repeat(1_000_000).getBytes(US_ASCII);
        Files.write(file, archive(pickle(deep, "a".repeat(999_999)), Map.of()));
        assertRefused("it nests deeper than 64 levels, or contains itself");
    }

    @Test
    void what_cannot_be_written_is_refused_or_named() {
        assertThatIllegalArgumentException().isThrownBy(() -> TorchFile.save(file, Map.of("\ud83d", Tensor.ones(1))))
                .withMessage("[torch] '\ud83d' holds half a surrogate pair");
        Path nowhere = folder.resolve("none").resolve("x.pth");
        assertThatIOException().isThrownBy(() -> TorchFile.save(nowhere, Map.of()))
                .withMessage("[torch] cannot write " + nowhere + ": its folder does not exist");
        assertThatIOException().isThrownBy(() -> TorchFile.load(file))
                .withMessage("[torch] cannot read " + file + ": it does not exist");
        assertThat(folder).isEmptyDirectory();
    }
}

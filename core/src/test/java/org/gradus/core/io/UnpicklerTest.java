package org.gradus.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.gradus.core.io.Pickles.bytes;
import static org.gradus.core.io.Pickles.global;
import static org.gradus.core.io.Pickles.pickle;
import static org.gradus.core.io.Pickles.text;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnpicklerTest {

    private static final Source SOURCE = new Source("torch", Path.of("x.pth"));

    private static final Set<Opcode> UNDERSTOOD = EnumSet.of(Opcode.STOP, Opcode.PROTO, Opcode.FRAME, Opcode.MARK,
            Opcode.NONE, Opcode.NEWTRUE, Opcode.NEWFALSE, Opcode.BININT, Opcode.BININT1, Opcode.BININT2, Opcode.LONG1,
            Opcode.BINFLOAT, Opcode.BINUNICODE, Opcode.SHORT_BINUNICODE, Opcode.TUPLE, Opcode.EMPTY_TUPLE,
            Opcode.TUPLE1, Opcode.TUPLE2, Opcode.TUPLE3, Opcode.EMPTY_LIST, Opcode.APPEND, Opcode.APPENDS,
            Opcode.EMPTY_DICT, Opcode.SETITEM, Opcode.SETITEMS, Opcode.BINGET, Opcode.LONG_BINGET, Opcode.BINPUT,
            Opcode.LONG_BINPUT, Opcode.MEMOIZE, Opcode.GLOBAL, Opcode.STACK_GLOBAL, Opcode.REDUCE, Opcode.BUILD,
            Opcode.BINPERSID);

    static Stream<Opcode> refused() {
        return EnumSet.complementOf(EnumSet.copyOf(UNDERSTOOD)).stream();
    }

    static IntStream unknown() {
        return IntStream.range(0, 256).filter(code -> Opcode.of((byte) code) == null);
    }

    private static void assertProblem(byte[] pickle, int at, String problem) {
        assertThatIOException().isThrownBy(() -> Unpickler.load(SOURCE, pickle))
                .isInstanceOf(TensorFileException.class)
                .withMessage("[torch] x.pth: its pickle is refused at byte " + at + ": " + problem);
    }

    @Test
    void python_has_68_instructions() {
        assertThat(Opcode.values()).hasSize(68);
        assertThat(unknown().count()).isEqualTo(188);
        assertThat(refused().count()).isEqualTo(33);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void an_instruction_that_state_dicts_do_not_need_is_refused_by_name(Opcode opcode) {
        byte[] pickle = pickle("N]", opcode.code() & 0xff, "os\nsystem\n");
        assertProblem(pickle, 4, "it holds the instruction " + opcode
                + ", which a state dict does not need; nothing in a file is executed");
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void what_is_no_instruction_is_refused(int code) {
        assertProblem(pickle("N", code), 3, "there is no instruction 0x%02x".formatted(code));
    }

    @ParameterizedTest
    @EnumSource
    void no_instruction_reads_what_is_not_there(Opcode opcode) {
        byte[] alone = {opcode.code()};
        assertThatIOException().isThrownBy(() -> Unpickler.load(SOURCE, alone)).isInstanceOf(TensorFileException.class)
                .withMessageStartingWith("[torch] x.pth: its pickle is refused at byte ");
    }

    @ParameterizedTest
    @CsvSource({"os, system", "posix, system", "builtins, eval", "__builtin__, getattr", "torch, load",
            "collections, OrderedDict.fromkeys", "numpy.core.multiarray, scalar", "torch._utils, _rebuild_qtensor",
            "'', ''"})
    void a_global_that_state_dicts_do_not_need_is_refused_by_name(String module, String name) {
        byte[] bySlot = pickle(global(module, name), text("echo"), 0x85, 'R');
        byte[] byStack = pickle(text(module), text(name), 0x93);
        for (byte[] pickle : new byte[][]{bySlot, byStack}) {
            assertThatIOException().isThrownBy(() -> Unpickler.load(SOURCE, pickle))
                    .isInstanceOf(TensorFileException.class)
                    .withMessage("[torch] x.pth: " + TorchFileTest.refused(module + "." + name));
        }
    }

    @Test
    void protocols_2_to_5_are_read_and_no_others() throws TensorFileException {
        for (int protocol = 2; protocol <= 5; protocol++) {
            byte[] frame = protocol < 4 ? bytes() : bytes(0x95, 3, 0, 0, 0, 0, 0, 0, 0);
            assertThat(Unpickler.load(SOURCE, bytes(0x80, protocol, frame, "K", 7, '.'))).isEqualTo(7L);
        }
        for (int protocol : new int[]{0, 1, 6, 255}) {
            assertProblem(bytes(0x80, protocol, "N."), 0,
                    "it follows protocol " + protocol + ", but only 2 to 5 can be read");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "00, 0", "ff, -1", "ff00, 255", "0080, -32768", "ffffffffffffff7f, 9223372036854775807",
            "0000000000000080, -9223372036854775808", "000000000000008000, 9223372036854775808"})
    void integers_are_little_endian_in_twos_complement(String hex, String value) throws TensorFileException {
        byte[] digits = hex.length() == 1 ? bytes() : HexFormat.of().parseHex(hex);
        assertThat(Unpickler.load(SOURCE, pickle(0x8a, digits.length, digits))).hasToString(value);
    }

    @Test
    void values_are_kept_and_recalled_in_every_way() throws TensorFileException {
        byte[] pickle = bytes(0x80, 4, ']', 0x94, '(', 0x8c, 1, "a", 0x94, "h", 1, 'r', 0, 1, 0, 0, 'j', 0, 1, 0, 0,
                'M', 1, 2, "e.");
        assertThat(((Python.PyList) Unpickler.load(SOURCE, pickle)).values()).containsExactly("a", "a", "a", 513L);
    }

    @Test
    void an_ordered_dict_by_stack_and_its_attributes() throws TensorFileException {
        byte[] pickle = bytes(0x80, 4, text("collections"), text("OrderedDict"), 0x93, ")R", text("a"), "K", 1, "s}b.");
        assertThat(((Python.Dict) Unpickler.load(SOURCE, pickle)).items()).containsExactly(Map.entry("a", 1L));
    }

    @Test
    void pickles_that_do_not_fit_together() {
        assertProblem(pickle(), 2, "it takes a value where none is");
        assertProblem(pickle("NN"), 4, "it stops before all is put together");
        assertProblem(pickle("(N"), 4, "it stops before all is put together");
        assertProblem(pickle("N", "."), 3, "1 bytes follow its end");
        assertProblem(pickle("t"), 2, "it takes values back to a mark where none is");
        assertProblem(pickle("](a"), 4, "it takes a value where none is");
        assertProblem(pickle("NNa"), 4, "it appends to what is no list but None");
        assertProblem(pickle(")(Ne"), 5, "it appends to what is no list but a tuple");
        assertProblem(pickle("}(Nu"), 5, "it sets items of what is no dict, or without a value");
        assertProblem(pickle("]NNs"), 5, "it sets items of what is no dict, or without a value");
        assertProblem(pickle("}NNs"), 5, "a dict has a key that is None; only text and integers can be read");
        assertProblem(pickle("})Ns"), 5, "a dict has a key that is a tuple; only text and integers can be read");
        assertProblem(pickle("h", 7), 2, "it recalls value 7, which it has not kept");
        assertProblem(pickle("j", 255, 255, 255, 255), 2, "it recalls value 4294967295, which it has not kept");
        assertProblem(pickle("N)R"), 4, "it calls what is no function but None");
        assertProblem(pickle("]}b"), 4, "it sets attributes of what is no dict but a list");
        assertProblem(pickle("NN", 0x93), 4, "it names a global by what is no text");
        assertProblem(pickle('X', 1, 0, 0, 0, 0xff), 2, "a text is not UTF-8");
        assertProblem(pickle('X', 255, 255, 255, 255, "a"), 2, "it ends within an instruction");
        assertProblem(bytes(0x80, 2, "ctorch"), 2, "it ends within an instruction");
    }

    @ParameterizedTest
    @CsvSource({"collections, OrderedDict, ORDERED_DICT, K1", "torch, Size, SIZE, ''",
            "torch._utils, _rebuild_parameter, REBUILD_PARAMETER, N",
            "torch._utils, _rebuild_tensor_v3, REBUILD_TENSOR_V3, N"})
    void functions_called_with_other_arguments(String module, String name, String function, String argument) {
        byte[] arguments = argument.isEmpty() ? bytes(')') : bytes(argument.replace('1', '\u0001'), 0x85);
        assertThatIOException()
                .isThrownBy(() -> Unpickler.load(SOURCE, pickle(global(module, name), arguments, 'R')))
                .withMessage(
                        "[torch] x.pth: its pickle calls " + function + " with other arguments than PyTorch does");
    }
}

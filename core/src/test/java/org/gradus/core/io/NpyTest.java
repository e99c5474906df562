package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
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
import org.junit.jupiter.params.provider.EnumSource;

class NpyTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("x.npy");
    }

    /** A file of version 1.0, 2.0 or 3.0, its header unpadded. */
    static byte[] bytes(int version, String header, byte... data) {
        byte[] text = header.getBytes(version == 3 ? UTF_8 : ISO_8859_1);
        int width = version == 1 ? 2 : 4;
        ByteBuffer bytes = ByteBuffer.allocate(8 + width + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(ISO_8859_1)).put((byte) version).put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        return bytes.put(text).put(data).array();
    }

    static String header(String descr, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    }

    private Tensor load(byte[] bytes) throws IOException {
        return Npy.load(Files.write(file, bytes));
    }

    private void assertProblem(byte[] bytes, String problem) throws IOException {
        Files.write(file, bytes);
        assertThatIOException().isThrownBy(() -> Npy.load(file)).isInstanceOf(TensorFileException.class)
                .withMessage("[npy] " + file + ": " + problem);
    }

    @Test
    void a_matrix_is_written_to_the_byte_as_numpy_does() throws IOException {
        Npy.save(file, Tensor.of(new float[]{1, -2, 0.5f, 0, 3, 4}, 2, 3));
        // 10 bytes of magic number, version and length, then 118 of header: 128 = 2·64. NumPy leaves room for 21 digits of
        // the first dimension, then pads.
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + " ".repeat(20);
        byte[] data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(-2).putFloat(0.5f)
                .putFloat(0).putFloat(3).putFloat(4).array();
        assertThat(file).hasBinaryContent(bytes(1, header + " ".repeat(117 - header.length()) + "\n", data));
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, '', <f4, ()", "FLOAT64, 5, <f8, '(5,)'", "INT64, 2 0 3, <i8, '(2, 0, 3)'",
            "BOOL, 1 1, |b1, '(1, 1)'"})
    void headers_name_type_and_shape_as_numpy_does(DType dtype, String sizes, String descr, String tuple)
            throws IOException {
        int[] shape = Splitter.on(' ').omitEmptyStrings().splitToStream(sizes).mapToInt(Integer::parseInt).toArray();
        Npy.save(file, Tensor.full(Shape.of(shape), 1, dtype));
        String text = Files.readString(file, ISO_8859_1);
        assertThat(text.substring(10, 128)).startsWith(
                "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + tuple + ", }").matches("\\{.*} *\n");
        assertThat(text.charAt(8)).isEqualTo((char) 118);
    }

    @Test
    void every_type_and_shape_comes_back_to_the_bit() throws IOException {
        int[] bits = {0x7fc12345, 0x80000000, 1, 0xff800000, 0x3fc00000, 0x7f7fffff};
        float[] floats = new float[6];
        for (int i = 0; i < 6; i++) {
            floats[i] = Float.intBitsToFloat(bits[i]);
        }
        Npy.save(file, Tensor.of(floats, 1, 3, 2));
        Tensor loaded = Npy.load(file);
        assertThat(loaded.shape()).isEqualTo(Shape.of(1, 3, 2));
        float[] back = loaded.toFloatArray();
        for (int i = 0; i < 6; i++) {
            assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(bits[i]);
        }
        Npy.save(file, Tensor.of(new double[]{Math.PI, -0.0, Double.MIN_VALUE}));
        assertThat(Npy.load(file).toDoubleArray()).containsExactly(Math.PI, -0.0, Double.MIN_VALUE);
        Npy.save(file, Tensor.of(new long[]{Long.MIN_VALUE, -1, Long.MAX_VALUE}, 3, 1));
        assertThat(Npy.load(file).toLongArray()).containsExactly(Long.MIN_VALUE, -1, Long.MAX_VALUE);
        Npy.save(file, new Parameter(Tensor.scalar(3.25)));
        assertThat(Npy.load(file).item()).isEqualTo(3.25);
        Npy.save(file, Tensor.zeros(2, 0, 3));
        assertThat(Npy.load(file).shape()).isEqualTo(Shape.of(2, 0, 3));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void tensors_larger_than_a_piece_come_back(DType dtype) throws IOException {
        Tensor large = Tensor.rand(new Rng(5), 600_001).mul(3).to(DType.INT64).to(dtype);
        Npy.save(file, large);
        Tensor loaded = Npy.load(file);
        assertThat(loaded.type()).isEqualTo(large.type());
        assertThat(loaded.to(DType.INT64).toLongArray()).isEqualTo(large.to(DType.INT64).toLongArray());
    }

    @Test
    void a_shape_too_long_for_version_1_is_written_in_version_2() throws IOException {
        int[] sizes = new int[30_000];
        Arrays.fill(sizes, 1);
        Tensor long1 = Tensor.wrap(new float[]{7}, Shape.of(sizes));
        assertThat(NpyHeader.of(long1).toBytes().get(6)).isEqualTo((byte) 2);
        assertThat(NpyHeader.of(long1).toBytes().remaining() % 64).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void every_version_is_read(int version) throws IOException {
        Tensor x = load(bytes(version, header("|i1", "(2,)"), (byte) -1, (byte) 2));
        assertThat(x.toLongArray()).containsExactly(-1, 2);
    }

    @ParameterizedTest
    @CsvSource({"|b1, 01, 1", "|i1, ff, -1", "|u1, ff, 255", "<i2, feff, -2", ">i2, fffe, -2", "<u2, feff, 65534",
            "<i4, 00000080, -2147483648", ">i4, 80000001, -2147483647", ">u4, ffffffff, 4294967295",
            "<i8, ffffffffffffffff, -1", "<u8, ffffffffffffff7f, 9223372036854775807",
            ">u8, 0000000000000102, 258", "<f2, 003c, 1", ">f2, c000, -2", "<f4, 0000c03f, 1.5", ">f4, 3fc00000, 1.5",
            "<f8, 000000000000f0bf, -1", ">f8, bff8000000000000, -1.5"})
    void every_type_is_read_without_loss(String descr, String hex, String value) throws IOException {
        Tensor x = load(bytes(1, header(descr, "()"), HexFormat.of().parseHex(hex)));
        switch (x.dtype()) {
            case INT64 -> assertThat(x.toLongArray()).containsExactly(Long.parseLong(value));
            case BOOL -> assertThat(x.toBooleanArray()).containsExactly(true);
            default -> assertThat(x.item()).isEqualTo(Double.parseDouble(value));
        }
    }

    @Test
    void all_half_precision_numbers_are_read_exactly() throws IOException {
        ByteBuffer halves = ByteBuffer.allocate(1 << 17);
        for (int i = 0; i < 1 << 16; i++) {
            halves.putShort((short) i);
        }
        float[] values = load(bytes(1, header(">f2", "(65536,)"), halves.array())).toFloatArray();
        for (int i = 0; i < 1 << 16; i++) {
            int exponent = i >> 10 & 31;
            int fraction = i & 1023;
            // Sign, five bits of exponent with bias 15, ten of fraction; the smallest exponent is that of subnormals.
            double magnitude = exponent == 31
                    ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                    : exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
            assertThat(Float.compare(values[i], (float) (i >> 15 == 0 ? magnitude : -magnitude))).as("%x", i).isZero();
        }
    }

    @Test
    void columns_first_is_read_as_rows_first() throws IOException {
        // The columns of [[1,2,3],[4,5,6]], one after the other.
        String header = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3)}";
        Tensor x = load(bytes(1, header, (byte) 1, (byte) 4, (byte) 2, (byte) 5, (byte) 3, (byte) 6));
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(x.toLongArray()).containsExactly(1, 2, 3, 4, 5, 6);
        String volume = "{'descr': '|b1', 'fortran_order': True, 'shape': (2, 1, 2)}";
        assertThat(load(bytes(1, volume, (byte) 1, (byte) 0, (byte) 0, (byte) 0)).toBooleanArray())
                .containsExactly(true, false, false, false);
        assertThat(load(bytes(1, "{'descr': '|u1', 'fortran_order': True, 'shape': ()}", (byte) 7)).item())
                .isEqualTo(7);
        assertThat(load(bytes(1, "{'descr': '|u1', 'fortran_order': True, 'shape': (0, 3)}")).shape())
                .isEqualTo(Shape.of(0, 3));
    }

    @Test
    void headers_may_be_in_any_order_with_any_quotes_and_the_long_numbers_of_python_2() throws IOException {
        Tensor x = load(bytes(2, " {\"shape\":(1L, 2L,) ,\n'fortran_order':False,\"descr\":'|u1'}  \n", (byte) 1,
                (byte) 2));
        assertThat(x.shape()).isEqualTo(Shape.of(1, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', value = {"#1#expected '{' but found its end",
            "[]#0#expected '{' but found '['", "{'descr': '|u1'#15#expected ',' or '}' but found its end",
            "{'descr' '|u1'}#9#expected ':' but found '''", "{descr: '|u1'}#1#expected ''' but found 'd'",
            "{'descr': None}#10#expected ''' but found 'N'", "{'descr': '|u1#14#a string does not end",
            "{'de\\x73cr': '|u1'}#5#a control character or escape stands in a string",
            "{'descr': '|u1', 'descr': '|u1'}#24#the name 'descr' comes twice",
            "{'shape': (), 'shape': ()}#21#the name 'shape' comes twice", "{'name': 1}#7#the name 'name' is unknown",
            "{'fortran_order': 1}#18#expected True or False but found '1'",
            "{'fortran_order': __import__('os')}#18#expected True or False but found '_'",
            "{'shape': [1]}#10#expected '(' but found '['", "{'shape': (1)}#13#expected ',' but found '}'",
            "{'shape': (1 2)}#13#expected ',' but found '2'",
            "{'shape': (-1,)}#11#expected a number, zero or positive and whole, but found '-'",
            "{'shape': (1e3,)}#12#expected ',' but found 'e'", "{'shape': (01,)}#13#the number 01 begins with 0",
            "{'shape': (18446744073709551616,)}#31#the number 18446744073709551616 exceeds 64 bits",
            "{} {}#3#expected the end but found '{'"})
    void broken_headers(String header, int at, String problem) throws IOException {
        String text = header == null ? "\n" : header;
        assertProblem(bytes(1, text), "the header is broken at character " + at + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', value = {"{}#its header lacks descr",
            "{'descr': '|u1'}#its header lacks fortran_order",
            "{'descr': '|u1', 'fortran_order': True}#its header lacks shape",
            "{'descr': [('a', '<f4')]}#its elements are records, which are not read; save each field by itself",
            "{'shape': (65536, 65536)}#the array has shape [65536, 65536], more than a tensor can hold",
            "{'shape': (4294967296,)}#the array has shape [4294967296], more than a tensor can hold"})
    void headers_that_do_not_describe_an_array(String header, String problem) throws IOException {
        assertProblem(bytes(1, header), problem);
    }

    @ParameterizedTest
    @CsvSource({"|O, ' (Python objects, which are never executed)'", "<c8, ' (complex numbers)'", "<U5, ' (text)'",
            "|S5, ' (text)'", "<M8[ns], ' (dates)'", "|V8, ' (raw bytes)'", "<f16, ''", "f4, ''", "|f4, ''", "=f4, ''",
            "<, ''", "'', ''"})
    void elements_of_other_kinds_are_refused(String descr, String kind) throws IOException {
        assertProblem(bytes(1, header(descr, "(1,)"), new byte[8]), "its elements are '" + descr + "'" + kind
                + ", but only truth values, integers and floats of up to 64 bits can be read;"
                + " convert it with astype before saving");
    }

    @Test
    void values_that_do_not_fit_are_refused() throws IOException {
        assertProblem(bytes(1, header(">u8", "(1,)"), new byte[]{-128, 0, 0, 0, 0, 0, 0, 1}),
                "the array holds 9223372036854775809, but int64 ends at 9223372036854775807; convert it before saving");
        assertProblem(bytes(1, header("|b1", "(2,)"), (byte) 1, (byte) 3),
                "the array holds truth values, 0 or 1 each, but also 3");
    }

    @Test
    void files_that_do_not_begin_as_they_should() throws IOException {
        assertProblem(new byte[7], "it has 7 bytes, too few for a header");
        assertProblem(Arrays.copyOf(bytes(1, ""), 9), "it has 9 bytes, too few for a header");
        assertProblem("<html></html>".getBytes(UTF_8), "it does not begin with \\x93NUMPY; this is no npy file");
        byte[] version = bytes(1, header("|u1", "()"), (byte) 0);
        version[6] = 4;
        assertProblem(version, "its format has version 4.0, but only 1.0, 2.0 and 3.0 can be read");
        version[6] = 1;
        version[7] = -1;
        assertProblem(version, "its format has version 1.255, but only 1.0, 2.0 and 3.0 can be read");
        byte[] latin = bytes(3, header("|u1", "()"), (byte) 0);
        latin[12] = (byte) 0xe9;
        assertProblem(latin, "its header is not UTF-8");
    }

    @Test
    void data_that_are_too_few_or_too_many() throws IOException {
        assertProblem(bytes(1, header("<f8", "(2,)"), new byte[15]),
                "the array is '<f8' of shape [2] and so 16 bytes, but 15 follow the header; it is truncated");
        assertProblem(bytes(1, header("|u1", "(2,)"), new byte[3]),
                "the array is '|u1' of shape [2] and so 2 bytes, but 3 follow the header");
    }

    @Test
    void headers_and_arrays_larger_than_the_file_are_not_allocated() throws IOException {
        byte[] bytes = bytes(2, header("<f8", "(2147483639,)"), new byte[8]);
        assertProblem(bytes, "the array is '<f8' of shape [2147483639] and so 17179869112 bytes,"
                + " but 8 follow the header; it is truncated");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
        assertProblem(bytes, "its header would have 4294967295 bytes, but at most 65535 are allowed");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 65535);
        assertProblem(bytes, "its header would have 65535 bytes, but only " + (bytes.length - 12)
                + " are there; it is truncated");
    }

    @Test
    void a_file_that_cannot_be_read_or_written_is_named() {
        assertThatIOException().isThrownBy(() -> Npy.load(file))
                .withMessage("[npy] cannot read " + file + ": it does not exist");
        Path nowhere = folder.resolve("none").resolve("x.npy");
        assertThatIOException().isThrownBy(() -> Npy.save(nowhere, Tensor.ones(1)))
                .withMessage("[npy] cannot write " + nowhere + ": its folder does not exist");
    }
}

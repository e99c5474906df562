package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsFileTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weights.safetensors");
    }

    private static ByteBuffer prologue(String header) {
        byte[] json = header.replace('\'', '"').getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length)
                .put(json).flip();
    }

    @Test
    void names_types_shapes_and_notes_are_known_and_tensors_are_read_one_by_one() throws IOException {
        Map<String, Tensor> tensors = ImmutableMap.of("w", Tensor.rand(new Rng(1), 300, 1000), "n",
                Tensor.of(new long[]{Long.MIN_VALUE, 7}), "m", Tensor.of(new boolean[]{true, false, true}, 3, 1), "d",
                Tensor.full(Shape.SCALAR, Math.PI, DType.FLOAT64), "e", Tensor.zeros(2, 0));
        SafeTensors.save(file, tensors, Map.of("epoch", "3"));

        SafeTensorsFile open = SafeTensors.open(file);
        assertThat(open.metadata()).containsExactly(Map.entry("epoch", "3"));
        assertThat(open.types()).hasToString("{n=I64[2], d=F64[], e=F32[2,0], w=F32[300,1000], m=BOOL[3,1]}");
        assertThat(open.types().get("w").bytes()).isEqualTo(1_200_000);
        ImmutableMap.Builder<String, Tensor> read = ImmutableMap.builder();
        for (String name : tensors.keySet()) {
            read.put(name, open.tensor(name));
        }
        NpzTest.assertSame(read.buildOrThrow(), tensors);
    }

    @Test
    void narrow_types_are_told_as_the_file_has_them_and_read_as_wider_ones() throws IOException {
        ByteBuffer header = prologue("{'h':{'dtype':'F16','shape':[1],'data_offsets':[0,2]},"
                + "'b':{'dtype':'BF16','shape':[1],'data_offsets':[2,4]},"
                + "'i':{'dtype':'I32','shape':[1,1],'data_offsets':[4,8]}}");
        ByteBuffer content = ByteBuffer.allocate(header.remaining() + 8).order(ByteOrder.LITTLE_ENDIAN).put(header)
                .putShort((short) 0x3c00).putShort((short) 0x3f00).putInt(-5);
        Files.write(file, content.array());

        SafeTensorsFile open = SafeTensors.open(file);
        assertThat(open.types()).hasToString("{h=F16[1], b=BF16[1], i=I32[1,1]}");
        assertThat(open.types().get("b").dtype()).isEqualTo(DType.FLOAT32);
        assertThat(open.tensor("h").item()).isEqualTo(1);
        assertThat(open.tensor("b").item()).isEqualTo(0.5);
        assertThat(open.tensor("i").toLongArray()).containsExactly(-5);
    }

    @Test
    void a_small_tensor_behind_more_than_the_heap_holds_costs_as_much_as_itself() throws IOException {
        long gap = Runtime.getRuntime().maxMemory() + (3L << 30);
        int parts = Math.toIntExact(gap / (1 << 30));
        StringBuilder header = new StringBuilder("{");
        for (long part = 0; part < parts; part++) {
            header.append("'%d':{'dtype':'U8','shape':[1073741824],'data_offsets':[%d,%d]},".formatted(part, part << 30,
                    part + 1 << 30));
        }
        long end = (long) parts << 30;
        header.append("'small':{'dtype':'F32','shape':[3],'data_offsets':[%d,%d]}}".formatted(end, end + 12));
        ByteBuffer prologue = prologue(header.toString());
        try (SeekableByteChannel out = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            out.write(prologue);
            out.position(prologue.limit() + end);
            out.write(ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putFloat(1.5f).putFloat(-2).putFloat(7)
                    .flip());
        }
        assertThat(Files.size(file)).isGreaterThan(Runtime.getRuntime().maxMemory());

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        SafeTensorsFile open = SafeTensors.open(file);
        Tensor small = open.tensor("small");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
        assertThat(small.toFloatArray()).containsExactly(1.5f, -2, 7);
        assertThat(open.types()).hasSize(parts + 1);
    }

    @Test
    void a_name_that_is_not_there_is_answered_with_those_that_are() throws IOException {
        SafeTensors.save(file, Map.of("fc.weight", Tensor.ones(1)));
        SafeTensorsFile open = SafeTensors.open(file);

        assertThatIllegalArgumentException().isThrownBy(() -> open.tensor("fc.wieght")).withMessage(
                "[safetensors] %s has no tensor 'fc.wieght'; its 1 tensors are fc.weight".formatted(file));

        ImmutableMap.Builder<String, Tensor> many = ImmutableMap.builder();
        IntStream.range(10, 60).forEach(i -> many.put("t" + i, Tensor.ones(1)));
        SafeTensors.save(file, many.buildOrThrow());
        SafeTensorsFile longer = SafeTensors.open(file);
        assertThatIllegalArgumentException().isThrownBy(() -> longer.tensor("t9"))
                .withMessageContaining("its 50 tensors are t10, t11, ").withMessageEndingWith("t28, t29, …");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // which lets nobody change a mapped file
    void a_file_that_is_cut_off_after_it_was_opened_is_named() throws IOException {
        SafeTensors.save(file, Map.of("a", Tensor.ones(100_000)));
        SafeTensorsFile open = SafeTensors.open(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(4096);
        }

        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> open.tensor("a"))
                .withMessage(
                        "[safetensors] %s: tensor 'a' could not be read to its end; the file was cut off after it was opened",
                        file);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void an_opened_file_can_be_saved_anew_and_still_gives_what_it_held() throws IOException {
        SafeTensors.save(file, Map.of("a", Tensor.ones(1000)));
        SafeTensorsFile open = SafeTensors.open(file);
        SafeTensors.save(file, Map.of("a", Tensor.zeros(1000)));

        assertThat(open.tensor("a").sum().item()).isEqualTo(1000);
        assertThat(SafeTensors.open(file).tensor("a").sum().item()).isZero();
    }

    @Test
    void truth_values_other_than_0_and_1_are_noticed_when_they_are_read() throws IOException {
        ByteBuffer header = prologue("{'a':{'dtype':'BOOL','shape':[1],'data_offsets':[0,1]},"
                + "'b':{'dtype':'U8','shape':[1],'data_offsets':[1,2]}}");
        Files.write(file, ByteBuffer.allocate(header.remaining() + 2).put(header).put((byte) 7).put((byte) 9).array());

        SafeTensorsFile open = SafeTensors.open(file);
        assertThat(open.tensor("b").item()).isEqualTo(9);
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> open.tensor("a"))
                .withMessageContaining("tensor 'a' holds truth values, 0 or 1 each, but also 7");
    }

    @Test
    void a_file_without_tensors_is_opened() throws IOException {
        SafeTensors.save(file, ImmutableMap.of());
        assertThat(SafeTensors.open(file).types()).isEmpty();
        SafeTensors.save(file, Map.of("e", Tensor.zeros(0)));
        assertThat(SafeTensors.open(file).tensor("e").shape()).isEqualTo(Shape.of(0));
    }

    @Test
    void what_is_not_there_cannot_be_opened() {
        assertThatIOException().isThrownBy(() -> SafeTensors.open(file))
                .withMessage("[safetensors] cannot read %s: it does not exist", file);
    }

    @Test
    void other_formats_tell_their_types_too() throws IOException {
        ImmutableMap<String, Tensor> tensors = ImmutableMap.of("w", Tensor.ones(2, 3), "n", Tensor.of(new long[]{1}),
                "m",
                Tensor.of(new boolean[]{true}), "e", Tensor.zeros(0, 4));
        String expected = "{w=F32[2,3], n=I64[1], m=BOOL[1], e=F32[0,4]}";
        Npz.save(file, tensors, Compression.DEFLATED);
        assertThat(Npz.types(file)).hasToString(expected);
        TorchFile.save(file, tensors);
        assertThat(TorchFile.types(file)).hasToString(expected);
        Files.write(file, Pickles.archive(Pickles.named(
                Pickles.tensor(Pickles.storage("BFloat16Storage", "0", 1), 0, Pickles.tuple(1), Pickles.tuple(1))),
                Map.of("data/0", new byte[]{0, 0x3f})));
        assertThat(TorchFile.types(file)).hasToString("{x=BF16[1]}");
        assertThat(TorchFile.load(file).get("x").item()).isEqualTo(0.5);
        Files.write(file, NpyTest.bytes(1, NpyTest.header("<f2", "(2,)"), new byte[4]));
        assertThat(Npy.type(file)).hasToString("F16[2]");
    }

    @Test
    void types_of_an_archive_with_a_broken_checksum_are_not_told() throws IOException {
        Npz.save(file, Map.of("a", Tensor.ones(10)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[180] ^= 1; // among the elements
        Files.write(file, bytes);

        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> Npz.types(file));
    }
}

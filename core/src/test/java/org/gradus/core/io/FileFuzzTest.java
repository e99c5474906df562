package org.gradus.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files changed at random are read or refused, in bounded time and memory. {@code -Dfuzz.rounds=10000} tries so many of
 * each format, {@code -Dfuzz.seed=…} others.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FileFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 150);
    private static final long SEED = Long.getLong("fuzz.seed", 20240607);
    /** Views of a small file may take 64 MiB, and as much again for where their elements are. */
    private static final long MOST_BYTES = 1L << 28;

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("file");
    }

    /** Reads the file. */
    private interface Loader {
        Map<String, Tensor> load(Path file) throws IOException;
    }

    /** What became of the files. */
    private static final class Counts {

        int refused;
        int same;
        int other;
        long mostBytes;
        long mostMillis;

        @Override
        public String toString() {
            return "%,d files: %,d refused, %,d read as they were, %,d read with other content; most memory %,d bytes, most time %,d ms"
                    .formatted(refused + same + other, refused, same, other, mostBytes, mostMillis);
        }
    }

    private static ImmutableMap<String, Tensor> sample() {
        return ImmutableMap.of("w.weight", Tensor.of(new float[]{1.5f, -2, 3, 0.25f, 7, 9}, 2, 3), "b",
                Tensor.of(new double[]{Math.PI, -1}), "n", Tensor.full(Shape.SCALAR, 9, DType.INT64), "m",
                Tensor.of(new boolean[]{true, false, true}), "e", Tensor.zeros(0, 2));
    }

    private Counts fuzz(String name, byte[] sample, UnaryOperator<byte[]> around, Loader loader) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(SEED + name.hashCode());
        Files.write(file, around.apply(sample));
        Map<String, Tensor> expected = new LinkedHashMap<>(loader.load(file));
        Counts counts = new Counts();
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(file, around.apply(mutated(sample, random)));
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            try {
                Map<String, Tensor> loaded = loader.load(file);
                if (isSame(loaded, expected)) {
                    counts.same++;
                } else {
                    counts.other++;
                }
            } catch (TensorFileException e) {
                assertThat(e).hasMessageContaining(file.toString());
                counts.refused++;
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError(name + ", seed " + SEED + ", round " + round, e);
            }
            counts.mostMillis = Math.max(counts.mostMillis, (System.nanoTime() - start) / 1_000_000);
            counts.mostBytes = Math.max(counts.mostBytes, threads.getCurrentThreadAllocatedBytes() - bytes);
        }
        System.out.println("[fuzz] " + name + ": " + counts);
        assertThat(counts.mostBytes).isLessThan(MOST_BYTES);
        assertThat(counts.refused).isGreaterThan(ROUNDS / 4);
        return counts;
    }

    private static byte[] mutated(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(random.nextBoolean() ? 4 : 64);
        int from = random.nextInt(bytes.length);
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> Bytes.concat(Arrays.copyOf(bytes, at), piece, Arrays.copyOfRange(bytes, at, bytes.length));
            case 2 -> Bytes.concat(Arrays.copyOf(bytes, at),
                    Arrays.copyOfRange(bytes, Math.min(bytes.length, at + length), bytes.length));
            case 3 -> {
                System.arraycopy(piece, 0, bytes, at, Math.min(piece.length, bytes.length - at));
                yield bytes;
            }
            case 4 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            default -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield bytes;
            }
        };
    }

    private static boolean isSame(Map<String, Tensor> loaded, Map<String, Tensor> expected) {
        try {
            NpzTest.assertSame(loaded, expected);
            return true;
        } catch (AssertionError | NullPointerException e) {
            return false;
        }
    }

    private static byte[] saved(Path file, IoRunnable save) throws IOException {
        save.run();
        return Files.readAllBytes(file);
    }

    /** Saves a sample. */
    private interface IoRunnable {
        void run() throws IOException;
    }

    @Test
    void safetensors() throws IOException {
        byte[] bytes = saved(file, () -> SafeTensors.save(file, sample(), Map.of("format", "pt")));
        fuzz("safetensors", bytes, UnaryOperator.identity(), SafeTensors::load);
    }

    @Test
    void safetensors_one_by_one() throws IOException {
        byte[] bytes = saved(file, () -> SafeTensors.save(file, sample(), Map.of("format", "pt")));
        fuzz("safetensors, one by one", bytes, UnaryOperator.identity(), path -> {
            SafeTensorsFile open = SafeTensors.open(path);
            ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
            for (String name : open.types().keySet()) {
                tensors.put(name, open.tensor(name));
            }
            return tensors.buildOrThrow();
        });
    }

    @Test
    void npy() throws IOException {
        byte[] bytes = NpyTest.bytes(1, NpyTest.header("<f4", "(2, 3)"), new byte[24]);
        fuzz("npy", bytes, UnaryOperator.identity(), path -> Map.of("x", Npy.load(path)));
    }

    @Test
    void npz_stored() throws IOException {
        byte[] bytes = saved(file, () -> Npz.save(file, sample()));
        assertThat(fuzz("npz, stored", bytes, UnaryOperator.identity(), Npz::load).other).isZero();
    }

    @Test
    void npz_deflated() throws IOException {
        byte[] bytes = saved(file, () -> Npz.save(file, sample(), Compression.DEFLATED));
        assertThat(fuzz("npz, deflated", bytes, UnaryOperator.identity(), Npz::load).other).isZero();
    }

    @Test
    void pytorch() throws IOException {
        byte[] bytes = saved(file, () -> TorchFile.save(file, sample()));
        assertThat(fuzz("pth", bytes, UnaryOperator.identity(), TorchFile::load).other).isZero();
    }

    /** The checksum of an archive guards its pickle against accidents alone: here it is right. */
    @Test
    void pickles_of_pytorch() throws IOException {
        Map<String, byte[]> storages = new LinkedHashMap<>();
        for (Tensor tensor : sample().values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Elements.write(Channels.newChannel(out), tensor);
            storages.put("data/" + storages.size(), out.toByteArray());
        }
        fuzz("pickles in pth", Pickler.pickle(sample()), pickle -> Pickles.archive(pickle, storages), TorchFile::load);
    }
}

package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of MNIST's format changed at random; {@code -Dfuzz.rounds} and {@code -Dfuzz.seed} try more and others. */
class IdxFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 20261126);
    private static final long MOST_BYTES = 1 << 24;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changed_files_are_read_or_refused_by_name(boolean zipped) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var random = new Random(SEED + (zipped ? 1 : 0));
        byte[] plain = IdxTest.bytes(0x803, new int[]{4, 5, 6},
                IntStream.range(0, 120).map(_ -> random.nextInt(256)).toArray());
        byte[] whole = zipped ? IdxTest.gzip(plain) : plain;
        byte[] pixels = Arrays.copyOfRange(plain, 16, plain.length);
        Path file = folder.resolve("images");
        int refused = 0;
        int same = 0;
        long mostBytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(file, Mutations.changed(whole, random));
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                Idx read = Idx.read(file, 3);
                assertThat(read.values()).hasSize(read.shape().numel());
                same += Arrays.equals(read.values(), pixels) ? 1 : 0;
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("[idx] " + file + ": ");
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %s, round %s, zipped %s".formatted(SEED, round, zipped), e);
            }
            mostBytes = Math.max(mostBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }
        System.out.println(
                "[fuzz] idx%s: %,d files: %,d refused, %,d read as they were, %,d read with other content; most memory %,d bytes"
                        .formatted(zipped ? ", gzipped" : "", ROUNDS, refused, same, ROUNDS - refused - same,
                                mostBytes));
        assertThat(refused).isBetween(ROUNDS / 3, ROUNDS - 1);
        assertThat(mostBytes).isLessThan(MOST_BYTES);
    }
}

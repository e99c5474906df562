package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.gradus.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

    /** Two pictures of 1×3 pixels, 1 … 6. */
    private static final byte[] PICTURES = bytes(0x803, new int[]{2, 1, 3}, 1, 2, 3, 4, 5, 6);

    static byte[] bytes(int magic, int[] sizes, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
        Arrays.stream(sizes).forEach(buffer::putInt);
        Arrays.stream(values).forEach(value -> buffer.put((byte) value));
        return buffer.array();
    }

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static Idx read(byte[] file) throws IOException {
        return Idx.read(new ByteArrayInputStream(file), "digits", 3);
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    @Test
    void a_plain_and_a_gzipped_file_read_alike_whatever_they_are_called(@TempDir Path folder) throws IOException {
        for (byte[] file : new byte[][]{PICTURES, gzip(PICTURES)}) {
            Idx idx = Idx.read(Files.write(folder.resolve("digits.bin"), file), 3);
            assertThat(idx.shape()).isEqualTo(Shape.of(2, 1, 3));
            assertThat(idx.values()).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void another_kind_of_file_is_refused() {
        assertThatIOException().isThrownBy(() -> read("<html>not found</html>".getBytes())).withMessage(
                "[idx] digits: expected magic number 0x00000803 (unsigned bytes, dimensions: 3), found 0x3c68746d; this is no IDX file of bytes, download it again");
        assertThatIOException().isThrownBy(() -> read(bytes(0xd03, new int[]{1, 1, 1}, 0, 0, 0, 0)))
                .withMessageContaining("found 0x00000d03; this is no IDX file of bytes");
    }

    @Test
    void labels_in_the_place_of_images_are_recognised() {
        assertThatIOException().isThrownBy(() -> read(bytes(0x801, new int[]{1}, 7))).withMessage(
                "[idx] digits: expected magic number 0x00000803 (unsigned bytes, dimensions: 3), found 0x00000801 (dimensions: 1); are images and labels exchanged?");
    }

    @Test
    void a_file_cut_off_anywhere_is_refused() {
        for (int length = 0; length < PICTURES.length; length++) {
            byte[] cut = Arrays.copyOf(PICTURES, length);
            assertThatIOException().as("%s bytes", length).isThrownBy(() -> read(cut))
                    .withMessageContaining("[idx] digits: the file is truncated")
                    .withMessageContaining("download the file again");
        }
        assertThatIOException().isThrownBy(() -> read(Arrays.copyOf(PICTURES, 9)))
                .withMessageContaining("expected a header of 16 bytes, found 9");
        assertThatIOException().isThrownBy(() -> read(Arrays.copyOf(PICTURES, 18)))
                .withMessageContaining("its header [2,1,3] promises 6 bytes of content, found 2");
    }

    @Test
    void bytes_after_the_content_are_refused() {
        byte[] longer = Arrays.copyOf(PICTURES, PICTURES.length + 1);
        for (byte[] file : new byte[][]{longer, gzip(longer)}) {
            assertThatIOException().isThrownBy(() -> read(file)).withMessage(
                    "[idx] digits: expected the end of the file after the 6 bytes of content that its header [2,1,3] promises, found more; download the file again");
        }
    }

    @Test
    void a_gzipped_file_cut_off_anywhere_is_refused() {
        byte[] zipped = gzip(PICTURES);
        for (int length = 0; length < zipped.length; length++) {
            byte[] cut = Arrays.copyOf(zipped, length);
            assertThatIOException().as("%s bytes", length).isThrownBy(() -> read(cut))
                    .withMessageStartingWith("[idx] digits: ");
        }
        assertThatIOException().isThrownBy(() -> read(Arrays.copyOf(zipped, zipped.length - 3))).withMessage(
                "[idx] digits: the gzip data is corrupt: it ends too early; download the file again");
    }

    @Test
    void gzipped_content_that_fails_its_checksum_is_refused() {
        byte[] zipped = gzip(PICTURES);
        int checksum = zipped.length - 8;
        assertThatIOException().isThrownBy(() -> read(changed(zipped, checksum, zipped[checksum] ^ 1)))
                .withMessageMatching("\\[idx\\] digits: the gzip data is corrupt: .+; download the file again");
    }

    @Test
    void absurd_dimensions_are_refused_before_memory_is_taken() {
        assertThatIOException().isThrownBy(() -> read(bytes(0x803, new int[]{-1, 28, 28}))).withMessage(
                "[idx] digits: expected sizes of at least 1 and a product of at most 2147483639, found size 4294967295 in dimension 0; download the file again");
        assertThatIOException().isThrownBy(() -> read(bytes(0x803, new int[]{2, 0, 3})))
                .withMessageContaining("found size 0 in dimension 1");
        assertThatIOException().isThrownBy(() -> read(bytes(0x803, new int[]{1 << 16, 1 << 15, 2})))
                .withMessageContaining("found size 32768 in dimension 1");
    }

    @Test
    void a_header_that_promises_gigabytes_costs_no_more_memory_than_the_file_holds() {
        byte[] boasting = bytes(0x803, new int[]{1 << 16, 1 << 7, 1 << 7}, 1, 2, 3);
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThatIOException().isThrownBy(() -> read(boasting))
                .withMessageContaining("promises 1073741824 bytes of content, found 3");
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 24);
    }

    @Test
    void a_file_changed_at_random_reads_as_something_or_is_refused_and_nothing_else() {
        byte[] zipped = gzip(PICTURES);
        long seed = 20;
        var random = new Random(seed);
        for (int round = 0; round < 5000; round++) {
            byte[] file = (round % 2 == 0 ? PICTURES : zipped).clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            try {
                Idx idx = read(file);
                assertThat(idx.values()).hasSize(idx.shape().numel());
            } catch (IOException e) {
                assertThat(e).as("seed %s round %s", seed, round).hasMessageStartingWith("[idx] digits: ");
            }
        }
    }

    @Test
    void files_changed_at_random_are_read_or_refused() {
        long seed = Long.getLong("fuzz.seed", 20240607);
        Random random = new Random(seed);
        int refused = 0;
        int rounds = Integer.getInteger("fuzz.rounds", 1000);
        for (int round = 0; round < rounds; round++) {
            byte[] whole = round % 2 == 0 ? PICTURES : gzip(PICTURES);
            byte[] changed = Arrays.copyOf(whole, whole.length - (random.nextInt(4) == 0 ? random.nextInt(5) : 0));
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Idx idx = read(changed);
                assertThat(idx.values()).hasSize(idx.shape().numel());
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("[idx] digits: ");
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
        System.out.println("[fuzz] idx: %,d files: %,d refused".formatted(rounds, refused));
        assertThat(refused).isBetween(rounds / 4, rounds - 1);
    }
}

package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.gradus.models.transforms.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of pictures changed at random; {@code -Dfuzz.rounds} and {@code -Dfuzz.seed} try more and others. */
class PictureFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 20261126);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"png, 1", "png, 10", "png, 11", "png, 12", "png, 13", "jpg, 1", "jpg, 10", "gif, 13", "bmp, 1",
            "bmp, 12"})
    void changed_pictures_are_read_or_refused_by_name(String format, int type) throws IOException {
        byte[] whole = picture(format, type);
        Path file = folder.resolve("picture." + format);
        var random = new Random(SEED + 31L * type + format.hashCode());
        int refused = 0;
        long longest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(file, Mutations.changed(whole, random));
            long start = System.nanoTime();
            try {
                Images read = ImageFiles.read(file);
                assertThat(read.bytes(0)).hasSize(read.height() * read.width() * 3);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("[image] " + file + ": ");
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %s, round %s of %s %s".formatted(SEED, round, format, type), e);
            }
            longest = Math.max(longest, System.nanoTime() - start);
        }
        System.out
                .println("[fuzz] %s of type %d: %,d files: %,d refused, the longest took %,d ms".formatted(format, type,
                        ROUNDS, refused, longest / 1_000_000));
        assertThat(refused).isBetween(1, ROUNDS);
        assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void changed_files_of_cifar_are_read_or_refused_by_name() throws IOException {
        var random = new Random(SEED);
        byte[] whole = new byte[10 * 3073];
        random.nextBytes(whole);
        for (int record = 0; record < 10; record++) {
            whole[record * 3073] = (byte) random.nextInt(10);
        }
        for (int batch = 1; batch <= 5; batch++) {
            Files.write(folder.resolve("data_batch_" + batch + ".bin"), whole);
        }
        Path file = folder.resolve("data_batch_3.bin");
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = Mutations.changed(whole, random);
            if (random.nextBoolean()) {
                changed = Arrays.copyOf(changed, whole.length);
                changed[random.nextInt(10) * 3073] = (byte) random.nextInt(256);
            }
            Files.write(file, changed);
            try {
                assertThat(CIFAR10.train(folder).size()).isEqualTo(40 + changed.length / 3073);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(file.toString());
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed %s, round %s".formatted(SEED, round), e);
            }
        }
        System.out.println("[fuzz] cifar: %,d files: %,d refused".formatted(ROUNDS, refused));
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
    }

    /** Noise of 37×23 in a colour model of {@link BufferedImage}. */
    private static byte[] picture(String format, int type) throws IOException {
        var image = new BufferedImage(37, 23, type);
        var random = new Random(type);
        for (int i = 0; i < 37 * 23; i++) {
            image.setRGB(i % 37, i / 37, random.nextInt(0x1000000));
        }
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}

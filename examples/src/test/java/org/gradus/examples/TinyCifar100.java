package org.gradus.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes a folder in CIFAR-100's binary format with a few pictures of coloured noise. */
final class TinyCifar100 {

    static final int TRAIN = 120;
    static final int TEST = 110;

    private static final int PICTURE = 2 + 3 * 32 * 32;

    private TinyCifar100() {}

    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var random = new Random(9);
        Files.write(folder.resolve("train.bin"), pictures(TRAIN, random));
        Files.write(folder.resolve("test.bin"), pictures(TEST, random));
        return folder;
    }

    private static byte[] pictures(int number, Random random) {
        byte[] bytes = new byte[number * PICTURE];
        random.nextBytes(bytes);
        for (int i = 0; i < number; i++) {
            bytes[i * PICTURE] = (byte) (i % 20);
            bytes[i * PICTURE + 1] = (byte) (i % 100);
        }
        return bytes;
    }
}

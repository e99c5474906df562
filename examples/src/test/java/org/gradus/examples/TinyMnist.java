package org.gradus.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes folders in MNIST's format with a few pictures of noise. */
final class TinyMnist {

    static final int TRAIN = 40;
    static final int TEST = 25;

    private TinyMnist() {}

    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var random = new Random(7);
        writeSet(folder, "train", TRAIN, random);
        writeSet(folder, "t10k", TEST, random);
        return folder;
    }

    private static void writeSet(Path folder, String part, int size, Random random) throws IOException {
        byte[] pixels = new byte[size * 28 * 28];
        random.nextBytes(pixels);
        byte[] labels = new byte[size];
        for (int i = 0; i < size; i++) {
            labels[i] = (byte) random.nextInt(10);
        }
        write(folder.resolve(part + "-images-idx3-ubyte.gz"), pixels, size, 28, 28);
        write(folder.resolve(part + "-labels-idx1-ubyte.gz"), labels, size);
    }

    private static void write(Path file, byte[] values, int... sizes) throws IOException {
        var header = ByteBuffer.allocate(4 + 4 * sizes.length).putInt(0x800 + sizes.length);
        for (int size : sizes) {
            header.putInt(size);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(header.array());
            out.write(values);
        }
    }
}

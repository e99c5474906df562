package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.models.transforms.Images;

/**
 * A data set in CIFAR's binary files: a record after another, each of one or more bytes of labels and 3072 of pixels, of
 * which first come all red ones, row by row, then all green and all blue ones.
 *
 * @param name what messages call it
 * @param folder the folder in the archive
 * @param labelBytes how many labels a picture has, of which the last counts
 * @param classes the names of its labels
 */
record CifarFiles(String name, String folder, int labelBytes, ImmutableList<String> classes) {

    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int PIXELS = SIDE * SIDE;

    /** Reads some files as one set, from a folder or the archive's own folder in it. */
    ImageDataset read(Path root, String... files) throws IOException {
        Path found = Files.isDirectory(root.resolve(folder)) ? root.resolve(folder) : root;
        List<byte[]> contents = new ArrayList<>();
        int records = 0;
        for (String file : files) {
            byte[] content = content(found.resolve(file));
            contents.add(content);
            records += content.length / recordLength();
        }
        byte[] pixels = new byte[records * PIXELS * CHANNELS];
        int[] labels = new int[records];
        int record = 0;
        for (int i = 0; i < files.length; i++) {
            byte[] content = contents.get(i);
            for (int at = 0; at < content.length; at += recordLength(), record++) {
                labels[record] = label(content, at, found.resolve(files[i]));
                interleave(content, at + labelBytes, pixels, record * PIXELS * CHANNELS);
            }
        }
        return ImageDataset.of(Images.wrap(pixels, Shape.of(records, SIDE, SIDE, CHANNELS)), labels, classes);
    }

    private int recordLength() {
        return labelBytes + PIXELS * CHANNELS;
    }

    private byte[] content(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(
                    "[%s] expected %s, found nothing; download the binary version and unpack it there".formatted(name,
                            file));
        }
        byte[] content = Files.readAllBytes(file);
        if (content.length == 0 || content.length % recordLength() != 0) {
            throw new IOException(
                    "[%s] %s: expected records of %d bytes, found %d bytes in all; the file is truncated or another data set's"
                            .formatted(name, file, recordLength(), content.length));
        }
        return content;
    }

    private int label(byte[] content, int at, Path file) throws IOException {
        int label = content[at + labelBytes - 1] & 0xff;
        if (label >= classes.size()) {
            throw new IOException("[%s] %s: expected labels from 0 to %d, found %d for picture %d".formatted(name, file,
                    classes.size() - 1, label, at / recordLength()));
        }
        return label;
    }

    private static void interleave(byte[] planes, int from, byte[] pixels, int to) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < PIXELS; i++) {
                pixels[to + i * CHANNELS + channel] = planes[from + channel * PIXELS + i];
            }
        }
    }
}

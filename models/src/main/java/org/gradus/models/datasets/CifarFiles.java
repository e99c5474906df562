package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.ExtractOptions;
import org.gradus.models.download.RemoteFile;
import org.gradus.models.transforms.Images;

/**
 * A data set in CIFAR's binary files: a record after another, each of one or more bytes of labels and 3072 of pixels, of
 * which first come all red ones, row by row, then all green and all blue ones.
 *
 * @param name what messages call it
 * @param folder the folder in the archive
 * @param labelBytes how many labels a picture has, of which the last counts
 * @param trainFiles the files of the set to train on
 * @param testFile the file of the set to test with
 * @param classes the names of its labels
 */
record CifarFiles(String name, String folder, int labelBytes, ImmutableList<String> trainFiles, String testFile,
        ImmutableList<String> classes) {

    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int PIXELS = SIDE * SIDE;

    /** What all files of a set have together, and the few small ones beside them, is well below this. */
    private static final long MOST_BYTES = 256L << 20;

    /** Fetches the archive and unpacks it, unless all files are there. */
    void download(Path root, RemoteFile archive, DownloadOptions options) throws IOException {
        ImmutableSet<String> files = ImmutableSet.<String>builder().addAll(trainFiles).add(testFile).build();
        if (!files.stream().allMatch(file -> Files.exists(home(root).resolve(file)))) {
            new RemoteArchive(archive, ExtractOptions.mostBytes(MOST_BYTES)).unpack(root, files, options);
        }
    }

    /** Reads the set to train on, from a folder or the archive's own folder in it. */
    ImageDataset train(Path root) throws IOException {
        return read(home(root), trainFiles);
    }

    /** Reads the set to test with; otherwise as {@link #train}. */
    ImageDataset test(Path root) throws IOException {
        return read(home(root), ImmutableList.of(testFile));
    }

    private Path home(Path root) {
        return Files.isDirectory(root.resolve(folder)) ? root.resolve(folder) : root;
    }

    private ImageDataset read(Path found, ImmutableList<String> files) throws IOException {
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
        for (int i = 0; i < files.size(); i++) {
            byte[] content = contents.get(i);
            for (int at = 0; at < content.length; at += recordLength(), record++) {
                labels[record] = label(content, at, found.resolve(files.get(i)));
                interleave(content, at + labelBytes, pixels, record * PIXELS * CHANNELS);
            }
        }
        return ImageDataset.wrap(Images.wrap(pixels, Shape.of(records, SIDE, SIDE, CHANNELS)), labels, classes);
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

package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gradus.core.Shape;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.Downloader;
import org.gradus.models.download.RemoteFile;
import org.gradus.models.transforms.Images;

/**
 * A data set in the files of MNIST's format: two of pictures, two of labels.
 *
 * @param name what messages call it
 * @param folder the folder that torchvision puts it into
 * @param prefix what the names of its files begin with
 * @param advice what to do if they are missing
 * @param classes the names of its labels, from 0
 */
record IdxFiles(String name, String folder, String prefix, String advice, ImmutableList<String> classes) {

    private static final int SIDE = 28;

    /** Names of files without a prefix. */
    static IdxFiles of(String name, String folder, String... classes) {
        return new IdxFiles(name, folder, "", "download its four files there", ImmutableList.copyOf(classes));
    }

    /** These files with other advice. */
    IdxFiles withAdvice(String value) {
        return new IdxFiles(name, folder, prefix, value, classes);
    }

    String images(String part) {
        return prefix + part + "-images-idx3-ubyte";
    }

    String labels(String part) {
        return prefix + part + "-labels-idx1-ubyte";
    }

    /** Reads one of the two parts, {@code train} or {@code test}. */
    ImageDataset read(Path root, String part) throws IOException {
        Path images = find(images(part), root.resolve(folder, "raw"), root);
        Path labels = find(labels(part), Objects.requireNonNullElse(images.getParent(), root));
        return of(Idx.read(images, 3), Idx.read(labels, 1));
    }

    /** Fetches files, gzipped as they are published, into torchvision's folder; what is there already, plain or not, stays. */
    void download(Path root, ImmutableList<RemoteFile> files, DownloadOptions options) throws IOException {
        Path raw = root.resolve(folder, "raw");
        var downloader = new Downloader(options);
        for (RemoteFile file : files) {
            String plain = file.name().substring(0, file.name().length() - ".gz".length());
            if (!Files.exists(raw.resolve(plain)) && !Files.exists(root.resolve(plain))) {
                downloader.download(file, Files.exists(root.resolve(file.name())) ? root : raw);
            }
        }
    }

    /** Whether a part's two files are there. */
    boolean has(Path root, String part) {
        return Stream.of(images(part), labels(part)).allMatch(file -> Stream.of(root.resolve(folder, "raw"), root)
                .anyMatch(each -> Files.exists(each.resolve(file)) || Files.exists(each.resolve(file + ".gz"))));
    }

    private Path find(String file, Path... folders) throws NoSuchFileException {
        for (Path each : folders) {
            for (String suffix : List.of("", ".gz")) {
                Path found = each.resolve(file + suffix);
                if (Files.exists(found)) {
                    return found;
                }
            }
        }
        throw new NoSuchFileException("[%s] expected %s or %s.gz in %s, found neither; %s".formatted(name, file, file,
                ImmutableList.copyOf(folders), advice));
    }

    /** Checks that pictures and labels make a set. */
    ImageDataset of(Idx images, Idx labels) throws IOException {
        Shape shape = images.shape();
        if (shape.size(1) != SIDE || shape.size(2) != SIDE) {
            throw new IOException("[%s] %s: expected pictures of 28×28 pixels, found %d×%d; this is another data set"
                    .formatted(name, images.name(), shape.size(1), shape.size(2)));
        }
        if (shape.size(0) != labels.values().length) {
            throw new IOException(
                    "[%s] expected as many pictures as labels, found %d in %s and %d in %s; they belong to different sets"
                            .formatted(name, shape.size(0), images.name(), labels.values().length, labels.name()));
        }
        int[] numbers = new int[labels.values().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels.values()[i] & 0xff;
            if (numbers[i] >= classes.size()) {
                throw new IOException("[%s] %s: expected labels from 0 to %d, found %d for picture %d".formatted(name,
                        labels.name(), classes.size() - 1, numbers[i], i));
            }
        }
        return ImageDataset.wrap(Images.wrap(images.values(), shape), numbers, classes);
    }
}

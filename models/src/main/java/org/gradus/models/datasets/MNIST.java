package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.RemoteFile;

/**
 * Handwritten digits, 28×28 grey pixels each, with labels 0 to 9.
 *
 * <p>
 * Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, <i>Gradient-based learning applied to document recognition</i>,
 * Proceedings of the IEEE 86 (1998).
 */
public final class MNIST {

    static final IdxFiles FILES = IdxFiles
            .of("mnist", "MNIST", "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six",
                    "7 - seven", "8 - eight", "9 - nine")
            .withAdvice("download MNIST's four files there, or use MNIST.embeddedTrain() and embeddedTest()");

    static final ImmutableList<RemoteFile> PUBLISHED = RemoteFile.list("""
            train-images-idx3-ubyte.gz 9912422 440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609
            train-labels-idx1-ubyte.gz 28881 3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c
            t10k-images-idx3-ubyte.gz 1648877 8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6
            t10k-labels-idx1-ubyte.gz 4542 f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6
            """, "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/");

    private MNIST() {}

    /**
     * Fetches the four files into {@code MNIST/raw} below the root, some 12 MB in all; what is there already stays.
     *
     * @throws IOException if they cannot be had or written, or what came or is there is not what was published
     */
    public static void download(Path root, DownloadOptions options) throws IOException {
        FILES.download(root, PUBLISHED, options);
    }

    /**
     * The set to train on, 60,000 digits in MNIST's own files {@code train-images-idx3-ubyte} and
     * {@code train-labels-idx1-ubyte}, each as it is or with {@code .gz} at its end.
     *
     * @param root the folder that holds them, or, as torchvision lays them out, {@code MNIST/raw}
     * @throws IOException if a file is missing, cannot be read, or is damaged in any way
     */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.read(root, "train");
    }

    /** The set to test with, 10,000 digits in {@code t10k-images-idx3-ubyte} …; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.read(root, "t10k");
    }

    /** 8,000 digits that come with this library: the first 10,000 of MNIST's own set to train on, without 2,000. */
    public static ImageDataset embeddedTrain() {
        return embedded("train");
    }

    /** 2,000 digits that come with this library, none of which is in {@link #embeddedTrain}. */
    public static ImageDataset embeddedTest() {
        return embedded("t10k");
    }

    private static ImageDataset embedded(String part) {
        try {
            return FILES.of(resource(FILES.images(part), 3), resource(FILES.labels(part), 1));
        } catch (IOException e) {
            throw new UncheckedIOException("[mnist] the digits that come with this library are damaged; reinstall it",
                    e);
        }
    }

    private static Idx resource(String name, int rank) throws IOException {
        String path = "mnist-10k/" + name + ".gz";
        try (InputStream in = Objects.requireNonNull(MNIST.class.getResourceAsStream(path), path)) {
            return Idx.read(in, path, rank);
        }
    }
}

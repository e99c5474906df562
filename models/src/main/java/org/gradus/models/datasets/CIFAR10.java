package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.RemoteFile;

/**
 * Photographs of things and animals, 32×32 coloured pixels each, in ten classes of equal size.
 *
 * <p>
 * Source: A. Krizhevsky, <i>Learning multiple layers of features from tiny images</i>, technical report, University of
 * Toronto (2009).
 */
public final class CIFAR10 {

    private static final CifarFiles FILES = new CifarFiles("cifar10", "cifar-10-batches-bin", 1,
            ImmutableList.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                    "data_batch_5.bin"),
            "test_batch.bin",
            ImmutableList.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"));

    static final RemoteFile PUBLISHED = RemoteFile
            .list("cifar-10-binary.tar.gz 170052171 c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    "https://www.cs.toronto.edu/~kriz/")
            .getFirst();

    private CIFAR10() {}

    /**
     * Fetches the binary version, 170 MB, and unpacks it into {@code cifar-10-batches-bin} below the root, 184 MB; nothing is done if
     * all files are there.
     *
     * @throws IOException if it cannot be had or written, or what came is not what was published
     */
    public static void download(Path root, DownloadOptions options) throws IOException {
        FILES.download(root, PUBLISHED, options);
    }

    /**
     * The set to train on, 50,000 pictures in {@code data_batch_1.bin} to {@code data_batch_5.bin}, the binary version.
     *
     * @param root the folder that holds them, or the archive's folder {@code cifar-10-batches-bin}
     * @throws IOException if a file is missing, cannot be read, or is damaged
     */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.train(root);
    }

    /** The set to test with, 10,000 pictures in {@code test_batch.bin}; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.test(root);
    }
}

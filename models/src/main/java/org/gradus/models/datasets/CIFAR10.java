package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Photographs of things and animals, 32×32 coloured pixels each, in ten classes of equal size.
 *
 * <p>
 * Source: A. Krizhevsky, <i>Learning multiple layers of features from tiny images</i>, technical report, University of
 * Toronto (2009).
 */
public final class CIFAR10 {

    private static final CifarFiles FILES = new CifarFiles("cifar10", "cifar-10-batches-bin", 1,
            ImmutableList.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"));

    private CIFAR10() {}

    /**
     * The set to train on, 50,000 pictures in {@code data_batch_1.bin} to {@code data_batch_5.bin}, the binary version.
     *
     * @param root the folder that holds them, or the archive's folder {@code cifar-10-batches-bin}
     * @throws IOException if a file is missing, cannot be read, or is damaged
     */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.read(root, "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                "data_batch_5.bin");
    }

    /** The set to test with, 10,000 pictures in {@code test_batch.bin}; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.read(root, "test_batch.bin");
    }
}

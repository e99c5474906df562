package org.gradus.models.datasets;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Pictures of clothes, 28×28 grey pixels each, in ten classes: harder to tell apart than digits, in files of the same format.
 *
 * <p>
 * Source: H. Xiao, K. Rasul, R. Vollgraf, <i>Fashion-MNIST: a novel image dataset for benchmarking machine learning
 * algorithms</i>, arXiv:1708.07747 (2017).
 */
public final class FashionMNIST {

    private static final IdxFiles FILES = IdxFiles.of("fashionMnist", "FashionMNIST", "T-shirt/top", "Trouser",
            "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private FashionMNIST() {}

    /** 60,000 pictures to train on; otherwise as {@link MNIST#train}, in torchvision's {@code FashionMNIST/raw}. */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.read(root, "train");
    }

    /** 10,000 pictures to test with; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.read(root, "t10k");
    }
}

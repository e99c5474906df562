package org.gradus.models.datasets;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Handwritten Japanese syllables, one for each row of hiragana, 28×28 grey pixels each, in files of MNIST's format.
 *
 * <p>
 * Source: T. Clanuwat et al., <i>Deep learning for classical Japanese literature</i>, arXiv:1812.01718 (2018).
 */
public final class KMNIST {

    private static final IdxFiles FILES = IdxFiles.of("kmnist", "KMNIST", "o", "ki", "su", "tsu", "na", "ha", "ma",
            "ya",
            "re", "wo");

    private KMNIST() {}

    /** 60,000 pictures to train on; otherwise as {@link MNIST#train}, in torchvision's {@code KMNIST/raw}. */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.read(root, "train");
    }

    /** 10,000 pictures to test with; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.read(root, "t10k");
    }
}

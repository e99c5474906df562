package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.RemoteFile;

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

    static final ImmutableList<RemoteFile> PUBLISHED = RemoteFile.list("""
            train-images-idx3-ubyte.gz 18165135 51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4
            train-labels-idx1-ubyte.gz 29497 e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17
            t10k-images-idx3-ubyte.gz 3041136 edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5
            t10k-labels-idx1-ubyte.gz 5120 20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c
            """, "http://codh.rois.ac.jp/kmnist/dataset/kmnist/");

    private KMNIST() {}

    /**
     * Fetches the four files into {@code KMNIST/raw} below the root, some 21 MB in all; what is there already stays.
     *
     * @throws IOException if they cannot be had or written, or what came or is there is not what was published
     */
    public static void download(Path root, DownloadOptions options) throws IOException {
        FILES.download(root, PUBLISHED, options);
    }

    /** 60,000 pictures to train on; otherwise as {@link MNIST#train}, in torchvision's {@code KMNIST/raw}. */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.read(root, "train");
    }

    /** 10,000 pictures to test with; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.read(root, "t10k");
    }
}

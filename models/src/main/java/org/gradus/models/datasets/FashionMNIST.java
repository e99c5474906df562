package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.RemoteFile;

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

    static final ImmutableList<RemoteFile> PUBLISHED = RemoteFile.list("""
            train-images-idx3-ubyte.gz 26421880 3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84
            train-labels-idx1-ubyte.gz 29515 a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845
            t10k-images-idx3-ubyte.gz 4422102 346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073
            t10k-labels-idx1-ubyte.gz 5148 67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5
            """, "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/");

    private FashionMNIST() {}

    /**
     * Fetches the four files into {@code FashionMNIST/raw} below the root, some 31 MB in all; what is there already stays.
     *
     * @throws IOException if they cannot be had or written, or what came or is there is not what was published
     */
    public static void download(Path root, DownloadOptions options) throws IOException {
        FILES.download(root, PUBLISHED, options);
    }

    /** 60,000 pictures to train on; otherwise as {@link MNIST#train}, in torchvision's {@code FashionMNIST/raw}. */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.read(root, "train");
    }

    /** 10,000 pictures to test with; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.read(root, "t10k");
    }
}

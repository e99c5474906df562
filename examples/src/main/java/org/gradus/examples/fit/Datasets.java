package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.gradus.models.datasets.CIFAR10;
import org.gradus.models.datasets.CIFAR100;
import org.gradus.models.datasets.EMNIST;
import org.gradus.models.datasets.EMNIST.Split;
import org.gradus.models.datasets.FashionMNIST;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.datasets.KMNIST;
import org.gradus.models.datasets.MNIST;
import org.gradus.models.download.DownloadOptions;
import org.jspecify.annotations.Nullable;

/**
 * A data set's two parts.
 *
 * @param train what to learn from
 * @param test what to judge by
 */
record Datasets(ImageDataset train, ImageDataset test) {

    private static final String EMBEDDED = "digits";

    private interface Part {

        ImageDataset read(Path root) throws IOException;
    }

    private interface Source {

        void download(Path root, DownloadOptions options) throws IOException;
    }

    private record Files(Part train, Part test, Source source) {}

    private static final Choice<Files> NAMED = new Choice<>("dataset", ImmutableMap.<String, Files>builder()
            .put(EMBEDDED, new Files(_ -> MNIST.embeddedTrain(), _ -> MNIST.embeddedTest(), (_, _) -> {}))
            .put("mnist", new Files(MNIST::train, MNIST::test, MNIST::download))
            .put("fashion-mnist", new Files(FashionMNIST::train, FashionMNIST::test, FashionMNIST::download))
            .put("kmnist", new Files(KMNIST::train, KMNIST::test, KMNIST::download))
            .put("emnist", new Files(root -> EMNIST.train(root, Split.BALANCED),
                    root -> EMNIST.test(root, Split.BALANCED), EMNIST::download))
            .put("cifar10", new Files(CIFAR10::train, CIFAR10::test, CIFAR10::download))
            .put("cifar100", new Files(CIFAR100::train, CIFAR100::test, CIFAR100::download)).buildOrThrow());

    /** The names that {@code --help} lists. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return NAMED.byName().keySet().iterator();
        }
    }

    /**
     * Reads both parts.
     *
     * @param root the folder with the files; not needed for the digits that come with the library
     * @throws IllegalArgumentException if there is no data set of this name, or the folder is missing
     */
    static Datasets read(String name, @Nullable Path root) throws IOException {
        Files files = NAMED.of(name);
        Path folder = folder(name, root);
        return new Datasets(files.train().read(folder), files.test().read(folder));
    }

    /**
     * Fetches what is not there; nothing for the digits that come with the library. Otherwise as {@link #read}.
     *
     * @param root the folder for the files
     */
    static void download(String name, @Nullable Path root, DownloadOptions options) throws IOException {
        NAMED.of(name).source().download(folder(name, root), options);
    }

    private static Path folder(String name, @Nullable Path root) {
        checkArgument(root != null || name.equals(EMBEDDED),
                "[dataset] --dataset %s needs --data, the folder with its files", name);
        return root == null ? Path.of("") : root;
    }
}

package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.gradus.models.datasets.CIFAR10;
import org.gradus.models.datasets.CIFAR100;
import org.gradus.models.datasets.EMNIST;
import org.gradus.models.datasets.EMNIST.Split;
import org.gradus.models.datasets.FashionMNIST;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.datasets.ImageFolder;
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
record Datasets(PictureSet train, PictureSet test) {

    private static final String EMBEDDED = "digits";

    /**
     * Where and how files are read.
     *
     * @param root the folder with the files, or what is named instead
     * @param label of CSV files, the column of labels
     * @param channels of pictures in files, 1 to have them grey
     * @param classes of CSV files, the names of the classes; none: found in the file
     */
    private record From(Path root, String label, int channels, ImmutableList<String> classes) {

        From withClasses(ImmutableList<String> value) {
            return new From(root, label, channels, value);
        }
    }

    private interface Part {

        PictureSet read(From from) throws IOException;
    }

    private interface Published {

        ImageDataset read(Path root) throws IOException;
    }

    private interface Source {

        void download(Path root, DownloadOptions options) throws IOException;
    }

    /** @param source of sets that are published, or null of one's own */
    private record Parts(Part train, Part test, @Nullable Source source) {

        static Parts published(Published train, Published test, Source source) {
            return new Parts(from -> new PictureSet.InMemory(train.read(from.root)),
                    from -> new PictureSet.InMemory(test.read(from.root)), source);
        }
    }

    private static final Choice<Parts> NAMED = new Choice<>("dataset", ImmutableMap.<String, Parts>builder()
            .put(EMBEDDED, Parts.published(_ -> MNIST.embeddedTrain(), _ -> MNIST.embeddedTest(), (_, _) -> {}))
            .put("mnist", Parts.published(MNIST::train, MNIST::test, MNIST::download))
            .put("fashion-mnist", Parts.published(FashionMNIST::train, FashionMNIST::test, FashionMNIST::download))
            .put("kmnist", Parts.published(KMNIST::train, KMNIST::test, KMNIST::download))
            .put("emnist", Parts.published(root -> EMNIST.train(root, Split.BALANCED),
                    root -> EMNIST.test(root, Split.BALANCED), EMNIST::download))
            .put("cifar10", Parts.published(CIFAR10::train, CIFAR10::test, CIFAR10::download))
            .put("cifar100", Parts.published(CIFAR100::train, CIFAR100::test, CIFAR100::download))
            .put("folder", new Parts(from -> folder(from, "train"), Datasets::testFolder, null))
            .put("csv", new Parts(from -> csv(from, "train.csv"), from -> csv(from, "test.csv"), null)).buildOrThrow());

    private static PictureSet folder(From from, String part) throws IOException {
        return new PictureSet.InFiles(ImageFolder.of(part.isEmpty() ? from.root : from.root.resolve(part)),
                from.channels);
    }

    /** A folder test or val in it, or the folder itself. */
    private static PictureSet testFolder(From from) throws IOException {
        for (String part : ImmutableList.of("test", "val")) {
            if (Files.isDirectory(from.root.resolve(part))) {
                return folder(from, part);
            }
        }
        return folder(from, "");
    }

    /** A file of this name in the folder, or the file itself. */
    private static PictureSet csv(From from, String part) throws IOException {
        Path file = Files.isRegularFile(from.root) ? from.root : from.root.resolve(part);
        return new PictureSet.InMemory(CsvPictures.read(file, from.label, from.classes));
    }

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
     * @param label of CSV files, the column of labels
     * @param channels of pictures in files, 1 to have them grey
     * @throws IllegalArgumentException if there is no data set of this name, or the folder is missing
     * @throws IOException if it cannot be read, or the parts have other classes
     */
    static Datasets read(String name, @Nullable Path root, String label, int channels) throws IOException {
        Parts parts = NAMED.of(name);
        From from = new From(folder(name, root), label, channels, ImmutableList.of());
        checkArgument(!Files.isRegularFile(from.root),
                "[dataset] --data must be the folder of the training and the test part, but %s is a file", from.root);
        PictureSet train = parts.train().read(from);
        PictureSet test = parts.test().read(from.withClasses(train.classes()));
        if (!test.classes().equals(train.classes())) {
            throw new IOException(
                    "[dataset] expected the same classes in both parts of %s, found %s in that to train on and %s in that to test with"
                            .formatted(from.root, train.classes(), test.classes()));
        }
        return new Datasets(train, test);
    }

    /**
     * Reads the part to judge by; of {@code folder} and {@code csv} it may be named itself.
     *
     * @param classes the names of the classes, for sets whose files do not list them
     * @throws IllegalArgumentException as {@link #read}
     */
    static PictureSet test(String name, @Nullable Path root, String label, int channels,
            ImmutableList<String> classes) throws IOException {
        return NAMED.of(name).test().read(new From(folder(name, root), label, channels, classes));
    }

    /**
     * Fetches what is not there; nothing for the digits that come with the library. Otherwise as {@link #read}.
     *
     * @param root the folder for the files
     */
    static void download(String name, @Nullable Path root, DownloadOptions options) throws IOException {
        Source source = NAMED.of(name).source();
        checkArgument(source != null,
                "[dataset] --dataset %s is your own and cannot be downloaded; leave out --download",
                name);
        source.download(folder(name, root), options);
    }

    private static Path folder(String name, @Nullable Path root) {
        checkArgument(root != null || name.equals(EMBEDDED),
                "[dataset] --dataset %s needs --data, the folder with its files", name);
        return root == null ? Path.of("") : root;
    }
}

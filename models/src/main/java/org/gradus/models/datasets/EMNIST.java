package org.gradus.models.datasets;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.ExtractOptions;
import org.gradus.models.download.RemoteFile;

/**
 * Handwritten digits and letters, 28×28 grey pixels each, in files of MNIST's format. As in the files, and in torchvision,
 * rows and columns of the pictures are exchanged.
 *
 * <p>
 * Source: G. Cohen, S. Afshar, J. Tapson, A. van Schaik, <i>EMNIST: extending MNIST to handwritten letters</i>, IJCNN 2017.
 */
public final class EMNIST {

    /** Lower-case letters that look like their capitals. */
    private static final String MERGED = "cijklmopsuvwxyz";

    static final RemoteFile PUBLISHED = new RemoteFile("emnist-gzip.zip", 561753746,
            "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e",
            ImmutableList.of(URI.create("https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip"),
                    URI.create("https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/gzip.zip")));

    /** The files of all splits, gzipped, have about as many bytes as the archive; this is well above. */
    private static final long MOST_BYTES = 1L << 30;

    private EMNIST() {}

    /** Which characters there are, and how many of each. */
    public enum Split {
        /** All 62 classes, as often as people write them: 697,932 pictures to train on and 116,323 to test with. */
        BYCLASS(classes(false)),
        /** As {@link #BYCLASS}, 15 lower-case letters counting as their capitals: 47 classes. */
        BYMERGE(classes(true)),
        /** 47 classes of equal size, 112,800 pictures to train on and 18,800 to test with. */
        BALANCED(classes(true)),
        /** Letters whatever their case, labelled 1 to 26: 124,800 pictures to train on and 20,800 to test with. */
        LETTERS(Stream.concat(Stream.of("N/A"), characters('a', 'z')).collect(ImmutableList.toImmutableList())),
        /** Digits, 240,000 pictures to train on and 40,000 to test with. */
        DIGITS(characters('0', '9').collect(ImmutableList.toImmutableList())),
        /** As many digits as {@link org.gradus.models.datasets.MNIST MNIST} has. */
        MNIST(characters('0', '9').collect(ImmutableList.toImmutableList()));

        private final ImmutableList<String> classes;

        Split(ImmutableList<String> classes) {
            this.classes = classes;
        }

        private IdxFiles files() {
            return new IdxFiles("emnist", "EMNIST", "emnist-" + Ascii.toLowerCase(name()) + "-",
                    "download the files of this split there", classes);
        }
    }

    /**
     * Fetches all splits, 562 MB, into {@code EMNIST/raw} below the root; nothing is done if all files are there.
     *
     * @throws IOException if they cannot be had or written, or what came is not what was published
     */
    public static void download(Path root, DownloadOptions options) throws IOException {
        download(root, PUBLISHED, options);
    }

    static void download(Path root, RemoteFile published, DownloadOptions options) throws IOException {
        var names = ImmutableSet.<String>builder();
        boolean complete = true;
        for (Split split : Split.values()) {
            IdxFiles files = split.files();
            for (String part : List.of("train", "test")) {
                complete &= files.has(root, part);
                names.add(files.images(part) + ".gz", files.labels(part) + ".gz");
            }
        }
        if (!complete) {
            ExtractOptions contents = ExtractOptions.mostBytes(MOST_BYTES).withOnly(names.build()).withFlat(true);
            new RemoteArchive(published, contents).unpack(root.resolve("EMNIST", "raw"), names.build(), options);
        }
    }

    /** The set to train on; otherwise as {@link MNIST#train}, in torchvision's {@code EMNIST/raw}. */
    public static ImageDataset train(Path root, Split split) throws IOException {
        return split.files().read(root, "train");
    }

    /** The set to test with; otherwise as {@link #train}. */
    public static ImageDataset test(Path root, Split split) throws IOException {
        return split.files().read(root, "test");
    }

    private static ImmutableList<String> classes(boolean merged) {
        return Stream.of(characters('0', '9'), characters('A', 'Z'), characters('a', 'z')).flatMap(each -> each)
                .filter(character -> !merged || !MERGED.contains(character)).collect(ImmutableList.toImmutableList());
    }

    private static Stream<String> characters(char first, char last) {
        return IntStream.rangeClosed(first, last).mapToObj(Character::toString);
    }
}

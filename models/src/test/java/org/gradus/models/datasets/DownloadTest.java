package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.gradus.models.datasets.EMNIST.Split;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.FileServer;
import org.gradus.models.download.RemoteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets fetched from a server on this machine. */
class DownloadTest {

    private static final DownloadOptions ONCE = DownloadOptions.DEFAULT.withAttempts(1);

    @TempDir
    private Path root;

    private FileServer server;

    @BeforeEach
    void open() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Content content) throws IOException {
        var out = new ByteArrayOutputStream();
        content.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        return bytes(out -> {
            try (var gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
        });
    }

    private RemoteFile publish(String name, byte[] content) {
        return new RemoteFile(name, content.length, Hashing.sha256().hashBytes(content).toString(),
                ImmutableList.of(URI.create(server.add("/" + name, FileServer.whole(content)))));
    }

    private static byte[] images(int pixel) throws IOException {
        int[] pixels = new int[28 * 28];
        pixels[0] = pixel;
        return gzip(IdxTest.bytes(0x803, new int[]{1, 28, 28}, pixels));
    }

    private static byte[] labels(int label) throws IOException {
        return gzip(IdxTest.bytes(0x801, new int[]{1}, label));
    }

    private ImmutableList<RemoteFile> digits() throws IOException {
        return ImmutableList.of(publish("train-images-idx3-ubyte.gz", images(255)),
                publish("train-labels-idx1-ubyte.gz", labels(7)), publish("t10k-images-idx3-ubyte.gz", images(51)),
                publish("t10k-labels-idx1-ubyte.gz", labels(2)));
    }

    @Test
    void files_in_mnists_format_come_as_they_are_published_and_once() throws IOException {
        ImmutableList<RemoteFile> published = digits();

        MNIST.FILES.download(root, published, ONCE);
        MNIST.FILES.download(root, published, ONCE);

        assertThat(server.requests()).hasSize(4);
        assertThat(MNIST.train(root).label(0)).isEqualTo(7);
        assertThat(MNIST.test(root).get(0).input().get(0, 0, 0)).isEqualTo(0.2f);
        assertThat(root.resolve("MNIST", "raw", "t10k-labels-idx1-ubyte.gz")).exists();
    }

    @Test
    void files_that_are_there_already_are_left() throws IOException {
        Files.write(root.resolve("train-images-idx3-ubyte"), new byte[]{1});
        Files.write(root.resolve("train-labels-idx1-ubyte.gz"), labels(7));

        MNIST.FILES.download(root, digits(), ONCE);

        assertThat(server.requests()).containsExactly("/t10k-images-idx3-ubyte.gz - -",
                "/t10k-labels-idx1-ubyte.gz - -");
    }

    private byte[] cifar(String folder, String... files) throws IOException {
        return gzip(bytes(out -> {
            try (var tar = new TarArchiveOutputStream(out)) {
                for (String file : files) {
                    var entry = new TarArchiveEntry(folder + "/" + file);
                    entry.setSize(3073);
                    tar.putArchiveEntry(entry);
                    byte[] record = new byte[3073];
                    record[0] = (byte) file.length();
                    tar.write(record);
                    tar.closeArchiveEntry();
                }
            }
        }));
    }

    @Test
    void cifar_is_unpacked_and_its_archive_removed() throws IOException {
        var files = new CifarFiles("cifar10", "cifar-10-batches-bin", 1, ImmutableList.of("a.bin"), "te.bin",
                ImmutableList.of("0", "1", "2", "3", "4", "5", "6"));
        RemoteFile archive = publish("cifar.tar.gz", cifar("cifar-10-batches-bin", "a.bin", "te.bin", "readme"));

        files.download(root, archive, ONCE);
        files.download(root, archive, ONCE);

        assertThat(server.requests()).hasSize(1);
        assertThat(files.train(root).label(0)).isEqualTo(5);
        assertThat(files.test(root).label(0)).isEqualTo(6);
        assertThat(root.resolve("cifar.tar.gz")).doesNotExist();
    }

    @Test
    void an_archive_without_a_file_of_the_set_is_told_of() throws IOException {
        var files = new CifarFiles("cifar10", "cifar-10-batches-bin", 1, ImmutableList.of("a.bin"), "te.bin",
                ImmutableList.of("0"));
        RemoteFile archive = publish("cifar.tar.gz", cifar("cifar-10-batches-bin", "a.bin"));

        assertThatIOException().isThrownBy(() -> files.download(root, archive, ONCE))
                .withMessageContainingAll("[download] expected te.bin in ", "cifar.tar.gz, found [", "a.bin]");
    }

    @Test
    void emnists_archive_gives_the_files_of_all_splits() throws IOException {
        byte[] zipped = bytes(out -> {
            try (var zip = new ZipArchiveOutputStream(out)) {
                for (Split split : Split.values()) {
                    for (String part : new String[]{"train", "test"}) {
                        String prefix = "gzip/emnist-" + split.name().toLowerCase(Locale.ROOT) + "-" + part;
                        add(zip, prefix + "-images-idx3-ubyte.gz", images(255));
                        add(zip, prefix + "-labels-idx1-ubyte.gz", labels(split.ordinal()));
                    }
                }
                add(zip, "gzip/emnist-mnist-mapping.txt", new byte[]{1});
            }
        });
        RemoteFile archive = publish("emnist.zip", zipped);

        EMNIST.download(root, archive, ONCE);
        EMNIST.download(root, archive, ONCE);

        assertThat(server.requests()).hasSize(1);
        for (Split split : Split.values()) {
            assertThat(EMNIST.train(root, split).label(0)).isEqualTo(split.ordinal());
            assertThat(EMNIST.test(root, split).label(0)).isEqualTo(split.ordinal());
        }
        try (Stream<Path> files = Files.list(root.resolve("EMNIST", "raw"))) {
            assertThat(files).hasSize(24);
        }
    }

    private static void add(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }

    @Test
    void what_is_published_is_what_is_read() {
        for (var published : ImmutableList.of(MNIST.PUBLISHED, FashionMNIST.PUBLISHED, KMNIST.PUBLISHED)) {
            assertThat(published).extracting(RemoteFile::name).containsExactlyInAnyOrder("train-images-idx3-ubyte.gz",
                    "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
        }
        assertThat(CIFAR10.PUBLISHED.mirrors()).containsExactly(
                URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"));
        assertThat(CIFAR100.PUBLISHED.name()).endsWith(".tar.gz");
        assertThat(EMNIST.PUBLISHED.name()).endsWith(".zip");
    }
}

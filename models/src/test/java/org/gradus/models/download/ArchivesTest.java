package org.gradus.models.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    private static final ExtractOptions MEGABYTE = ExtractOptions.mostBytes(1 << 20);

    @TempDir
    private Path root;

    private Path out;

    @BeforeEach
    void folder() throws IOException {
        out = Files.createDirectory(root.resolve("out"));
    }

    private interface Entries {
        void add(TarArchiveOutputStream tar) throws IOException;
    }

    private static void file(TarArchiveOutputStream tar, String name, String content) throws IOException {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8));
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, byte type) throws IOException {
        var entry = new TarArchiveEntry(name, type);
        entry.setLinkName("/etc/passwd");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private Path tar(Entries entries) throws IOException {
        Path archive = root.resolve("a.tar.gz");
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            entries.add(tar);
        }
        return archive;
    }

    private Path zip(String... namesAndContents) throws IOException {
        Path archive = root.resolve("a.zip");
        try (var zip = new ZipArchiveOutputStream(archive)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putArchiveEntry(new ZipArchiveEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(UTF_8));
                zip.closeArchiveEntry();
            }
        }
        return archive;
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.startsWith("a.")).sorted().toList();
        }
    }

    @Test
    void a_tar_file_is_unpacked_into_its_folders() throws IOException {
        Path archive = tar(tar -> {
            tar.putArchiveEntry(new TarArchiveEntry("./some/"));
            tar.closeArchiveEntry();
            file(tar, "./some/deep/b.txt", "b");
            file(tar, "a.txt", "");
        });

        assertThat(Archives.extract(archive, out, MEGABYTE)).containsExactly(out.resolve("some/deep/b.txt"),
                out.resolve("a.txt"));
        assertThat(out.resolve("some/deep/b.txt")).hasContent("b");
        assertThat(out.resolve("a.txt")).isEmptyFile();
        assertThat(written()).containsExactly("out/a.txt", "out/some/deep/b.txt");
    }

    @Test
    void of_a_zip_file_some_can_be_taken_into_one_folder() throws IOException {
        Path archive = zip("x/", "", "x/a.gz", "aa", "y/b.gz", "b", "y/c.txt", "c");

        assertThat(Archives.extract(archive, out, MEGABYTE.withOnly(ImmutableSet.of("a.gz", "b.gz")).withFlat(true)))
                .containsExactly(out.resolve("a.gz"), out.resolve("b.gz"));
        assertThat(written()).containsExactly("out/a.gz", "out/b.gz");
        assertThat(out.resolve("a.gz")).hasContent("aa");
    }

    @Test
    void a_gzipped_file_loses_its_ending() throws IOException {
        Path archive = root.resolve("a.txt.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(archive))) {
            gzip.write("content".getBytes(UTF_8));
        }

        assertThat(Archives.extract(archive, out, MEGABYTE)).containsExactly(out.resolve("a.txt"));
        assertThat(out.resolve("a.txt")).hasContent("content");
    }

    @Test
    void files_that_are_there_stay() throws IOException {
        Files.writeString(out.resolve("a.txt"), "mine");

        Archives.extract(zip("a.txt", "other", "b.txt", "b"), out, MEGABYTE);

        assertThat(out.resolve("a.txt")).hasContent("mine");
        assertThat(out.resolve("b.txt")).hasContent("b");
    }

    @Test
    void entries_that_leave_the_folder_are_refused() throws IOException {
        for (String name : new String[]{"../evil", "a/../../evil", "/evil", "a/../b", "..\\evil", "C:evil", "..", ""}) {
            assertThatIOException().as("zip: " + name)
                    .isThrownBy(() -> Archives.extract(zip("good", "g", name, "x"), out, MEGABYTE))
                    .withMessageContainingAll("[extract] ", "a.zip: the entry \"", "\" leaves the folder");
            assertThatIOException().as("tar: " + name)
                    .isThrownBy(() -> Archives.extract(tar(tar -> file(tar, name, "x")), out, MEGABYTE))
                    .withMessageContaining("leaves the folder");
        }
        assertThat(written()).containsExactly("out/good");
    }

    @Test
    void links_and_devices_are_refused() throws IOException {
        for (byte type : new byte[]{TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR,
                TarConstants.LF_BLK, TarConstants.LF_FIFO}) {
            assertThatIOException().as("type " + (char) type)
                    .isThrownBy(() -> Archives.extract(tar(tar -> link(tar, "l", type)), out, MEGABYTE))
                    .withMessageContaining("the entry \"l\" is a link or a device");
        }
        Path archive = root.resolve("a.zip");
        try (var zip = new ZipArchiveOutputStream(archive)) {
            var entry = new ZipArchiveEntry("l");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("/etc/passwd".getBytes(UTF_8));
            zip.closeArchiveEntry();
        }
        assertThatIOException().isThrownBy(() -> Archives.extract(archive, out, MEGABYTE))
                .withMessageContaining("the entry \"l\" is a link or a device");
        assertThat(written()).isEmpty();
    }

    @Test
    void an_archive_that_unpacks_to_more_than_wanted_is_refused() throws IOException {
        String half = "x".repeat(600);

        assertThatIOException()
                .isThrownBy(() -> Archives.extract(zip("a", half, "b", half), out, ExtractOptions.mostBytes(1000)))
                .withMessageContaining("the entry \"b\" brings all files to more than the 1,000 bytes");
        assertThat(written()).containsExactly("out/a");
    }

    @Test
    void an_entry_of_more_bytes_than_stated_is_refused() throws IOException {
        Path archive = zip("a", "x".repeat(600));
        byte[] bytes = Files.readAllBytes(archive);
        int directory = indexOf(bytes, new byte[]{'P', 'K', 1, 2}); // where the size stands that readers believe
        bytes[directory + 24] = 10;
        bytes[directory + 25] = 0;
        Files.write(archive, bytes);

        assertThatIOException().isThrownBy(() -> Archives.extract(archive, out, MEGABYTE))
                .withMessageContaining("the entry \"a\" has more than the 10 bytes that the archive says");
        assertThat(written()).isEmpty();
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0;; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
    }

    @Test
    void an_entry_that_comes_twice_is_refused() {
        assertThatIOException().isThrownBy(() -> Archives.extract(tar(tar -> {
            file(tar, "a", "1");
            file(tar, "./a", "2");
        }), out, MEGABYTE)).withMessageContaining("the entry \"./a\" comes twice");
    }

    @Test
    void damaged_archives_are_refused_and_no_half_file_is_left() throws IOException {
        var random = new byte[100_000];
        new java.util.Random(3).nextBytes(random);
        Path archive = tar(tar -> {
            var entry = new TarArchiveEntry("a");
            entry.setSize(random.length);
            tar.putArchiveEntry(entry);
            tar.write(random);
            tar.closeArchiveEntry();
        });
        byte[] bytes = Files.readAllBytes(archive);
        for (int length : new int[]{0, 5, 1000, bytes.length / 2}) {
            Files.write(archive, Arrays.copyOf(bytes, length));
            assertThatIOException().as(length + " bytes").isThrownBy(() -> Archives.extract(archive, out, MEGABYTE))
                    .withMessageContainingAll("[extract] ", "a.tar.gz");
        }
        Path zip = Files.write(root.resolve("a.zip"), new ByteArrayOutputStream().toByteArray());
        assertThatIOException().isThrownBy(() -> Archives.extract(zip, out, MEGABYTE))
                .withMessageContaining("a.zip could not be taken apart: ");
        assertThat(written()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Archives.extract(root.resolve("a.rar"), out, MEGABYTE))
                .withMessageContaining("expected .tar.gz, .tgz, .zip or .gz");
    }
}

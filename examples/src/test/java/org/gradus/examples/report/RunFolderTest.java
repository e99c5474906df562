package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2025, 6, 30, 14, 5, 9);

    @TempDir
    private Path temp;

    @Test
    void is_named_by_time_and_command_and_made_with_its_parents() throws IOException {
        RunFolder folder = RunFolder.create(temp.resolve("a/runs"), "train-cnn", TIME);
        assertThat(folder.path()).isEqualTo(temp.resolve("a/runs/2025-06-30_14-05-09_train-cnn")).isEmptyDirectory();
    }

    @Test
    void never_uses_a_folder_that_is_there() throws IOException {
        RunFolder first = RunFolder.create(temp, "train-cnn", TIME);
        first.write("a.txt", out -> out.write('1'));
        RunFolder second = RunFolder.create(temp, "train-cnn", TIME);
        RunFolder third = RunFolder.create(temp, "train-cnn", TIME);
        assertThat(second.path()).hasFileName("2025-06-30_14-05-09_train-cnn_2").isEmptyDirectory();
        assertThat(third.path()).hasFileName("2025-06-30_14-05-09_train-cnn_3").isEmptyDirectory();
        assertThat(first.path().resolve("a.txt")).hasContent("1");
    }

    @Test
    void a_file_in_the_parents_place_is_an_error() throws IOException {
        Path file = Files.createFile(temp.resolve("runs"));
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> RunFolder.create(file, "train-cnn", TIME));
    }

    @Test
    void a_file_takes_its_name_when_it_is_complete() throws IOException {
        RunFolder folder = RunFolder.create(temp, "train-cnn", TIME);
        folder.write("a.txt", out -> {
            out.write("half".getBytes());
            assertThat(folder.path().resolve("a.txt")).doesNotExist();
            assertThat(folder.path().resolve("a.txt.part")).exists();
            out.write(" whole".getBytes());
        });
        assertThat(folder.path().resolve("a.txt")).hasContent("half whole");
        assertThat(folder.path().resolve("a.txt.part")).doesNotExist();
    }

    @Test
    void a_file_that_fails_does_not_take_its_name() throws IOException {
        RunFolder folder = RunFolder.create(temp, "train-cnn", TIME);
        assertThatThrownBy(() -> folder.write("a.txt", out -> {
            out.write('1');
            throw new IOException("disk full");
        })).isInstanceOf(UncheckedIOException.class).hasMessageContaining("disk full");
        assertThat(folder.path().resolve("a.txt")).doesNotExist();
    }
}

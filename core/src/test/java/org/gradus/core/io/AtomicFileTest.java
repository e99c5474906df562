package org.gradus.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else() throws IOException {
        Path file = Files.writeString(folder.resolve("w"), "old");
        assertThatIOException().isThrownBy(() -> AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(1000));
            throw new IOException("disk full");
        })).withMessage("disk full");
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(1000));
            throw new OutOfMemoryError("thrown by the test");
        }));
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("w");
    }

    @Test
    void until_the_write_is_complete_readers_see_the_old_file() throws IOException {
        Path file = Files.writeString(folder.resolve("w"), "old");
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.wrap(new byte[]{'n', 'e', 'w'}));
            assertThat(file).hasContent("old");
        });
        assertThat(file).hasContent("new");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no such permissions
    void others_may_read_what_they_may_read_of_any_new_file() throws IOException {
        Path usual = Files.writeString(folder.resolve("usual"), "");
        Path file = folder.resolve("w");
        AtomicFile.write(file, _ -> {});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(usual)));
    }

    @Test
    void what_a_killed_writer_left_is_removed_by_the_next_write_of_the_same_file_and_nothing_else_is()
            throws IOException {
        String uuid = "01234567-89ab-cdef-0123-456789abcdef";
        Files.writeString(folder.resolve(".w." + uuid + ".tmp"), "half");
        for (String other : List.of(".v." + uuid + ".tmp", "w." + uuid + ".tmp", ".w.tmp", ".w." + uuid)) {
            Files.writeString(folder.resolve(other), "");
        }
        AtomicFile.write(folder.resolve("w"), _ -> {});
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("w", ".v." + uuid + ".tmp", "w." + uuid + ".tmp",
                ".w.tmp", ".w." + uuid);
    }

    @Test
    void writers_of_the_same_file_in_one_process_leave_each_other_alone() throws IOException {
        Path file = folder.resolve("w");
        AtomicFile.write(file, outer -> {
            AtomicFile.write(file, inner -> inner.write(ByteBuffer.wrap(new byte[]{'1'})));
            assertThat(file).hasContent("1");
            outer.write(ByteBuffer.wrap(new byte[]{'2'}));
        });
        assertThat(file).hasContent("2");
        assertThat(folder.toFile().list()).containsExactly("w");
    }

    @Test
    void what_another_living_process_writes_is_left_until_that_has_died() throws IOException, InterruptedException {
        Path draft = folder.resolve(".w.01234567-89ab-cdef-0123-456789abcdef.tmp");
        Path program = Files.writeString(folder.resolve("Writer.java"),
                """
                        import java.nio.channels.FileChannel;
                        import java.nio.file.*;

                        class Writer {
                            public static void main(String[] file) throws Exception {
                                var out = FileChannel.open(Path.of(file[0]), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                                System.out.println(out.lock().isValid());
                                System.in.read();
                            }
                        }
                        """);
        Process writer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.toString(), draft.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertThat(writer.inputReader().readLine()).isEqualTo("true");
            AtomicFile.write(folder.resolve("w"), _ -> {});
            assertThat(draft).exists();
        } finally {
            writer.destroyForcibly().waitFor();
        }
        AtomicFile.write(folder.resolve("w"), _ -> {});
        assertThat(draft).doesNotExist();
    }
}

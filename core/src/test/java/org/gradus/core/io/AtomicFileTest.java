package org.gradus.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
}

package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkState;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gradus.optim.Notes;

/**
 * A file that grows at its end and knows its length, so that a resumed training can cut off what was written after the state
 * it goes on from. It is open only while it is written.
 */
final class AppendedFile {

    private static final String LENGTH = "length";

    private final Path path;
    private long length;

    AppendedFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    boolean isEmpty() {
        return length == 0;
    }

    /**
     * Cuts the file to the length that is known, which in a new training is 0; a file that is missing begins anew.
     *
     * @throws IllegalStateException if it is shorter than that
     * @throws UncheckedIOException if it cannot be written
     */
    void begin() {
        try {
            Files.createDirectories(path.getParent());
            if (Files.notExists(path)) {
                length = 0;
            }
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                checkState(file.size() >= length,
                        "[log] %s had at least %s bytes when the training was saved, but has %s now; put the whole file there, or take it away to begin anew",
                        path, length, file.size());
                file.truncate(length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException if it cannot be written */
    void append(byte[] bytes) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                file.write(rest, length + rest.position());
            }
            length += bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Notes notes() {
        return Notes.NONE.with(LENGTH, length);
    }

    void load(Notes notes) {
        length = notes.integer(LENGTH);
    }
}

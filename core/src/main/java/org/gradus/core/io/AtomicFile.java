package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files all or nothing: into a new file beside the old one, which takes its place when it is complete. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Something that writes a file's content. */
    @FunctionalInterface
    public interface Content {

        /** Writes it from the beginning. */
        void write(FileChannel out) throws IOException;
    }

    /**
     * Writes a file; if that fails, what was there before is untouched, and nothing else is left. What a process left
     * that was killed while it wrote the same file is removed.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Content content) throws IOException {
        Draft.removeAbandoned(file);
        try (Draft draft = Draft.of(file)) {
            content.write(draft.channel());
            draft.channel().force(true);
            // while it is open, and so known to be alive
            Files.move(draft.path(), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Writes text in UTF-8, as {@link #write(Path, Content)}.
     *
     * @throws IOException if it cannot be written
     */
    public static void writeString(Path file, String text) throws IOException {
        write(file, out -> Bytes.write(out, ByteBuffer.wrap(text.getBytes(UTF_8))));
    }
}

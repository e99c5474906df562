package org.gradus.core.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files all or nothing: into a new file beside the old one, which takes its place when it is complete. */
final class AtomicFile {

    private AtomicFile() {}

    /** Writes a file's content. */
    interface Content {
        void write(FileChannel out) throws IOException;
    }

    /**
     * Writes a file; if that fails, what was there before is untouched, and nothing else is left. What a process left
     * that was killed while it wrote the same file is removed.
     */
    static void write(Path file, Content content) throws IOException {
        Draft.removeAbandoned(file);
        try (Draft draft = Draft.of(file)) {
            content.write(draft.channel());
            draft.channel().force(true);
            // while it is open, and so known to be alive
            Files.move(draft.path(), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

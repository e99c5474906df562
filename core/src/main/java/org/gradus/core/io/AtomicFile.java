package org.gradus.core.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files all or nothing: into a new file beside the old one, which takes its place when it is complete. */
final class AtomicFile {

    private AtomicFile() {}

    /** Writes a file's content. */
    interface Content {
        void write(FileChannel out) throws IOException;
    }

    /** Writes a file; if that fails, what was there before is untouched, and nothing else is left. */
    static void write(Path file, Content content) throws IOException {
        // Files.createTempFile would make a file that its owner alone may read.
        Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.write(out);
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error e) {
            discard(draft, e);
            throw e;
        }
    }

    private static void discard(Path draft, Throwable because) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}

package org.gradus.examples.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A folder for what one run writes.
 *
 * <p>
 * Files are written under a name that ends in {@code .part} and take their own name when they are complete, so that what
 * bears its name is whole even if the program was stopped.
 */
public final class RunFolder {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss");
    private static final String UNFINISHED = ".part";

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder {@code parent/2025-06-30_14-05-59_command}, with a number at the end if there is one of that name.
     *
     * @throws IOException if it cannot be made
     */
    public static RunFolder create(Path parent, String command, LocalDateTime time) throws IOException {
        Files.createDirectories(parent);
        String name = TIME.format(time) + "_" + command;
        for (int copy = 1;; copy++) {
            try {
                return new RunFolder(Files.createDirectory(parent.resolve(copy == 1 ? name : name + "_" + copy)));
            } catch (FileAlreadyExistsException taken) {
                // by another run that began in the same second
            }
        }
    }

    /** A folder that is there. */
    public static RunFolder of(Path path) {
        return new RunFolder(path);
    }

    /** Where the folder is. */
    public Path path() {
        return path;
    }

    /** Something that writes a file's content. */
    @FunctionalInterface
    public interface Content {

        /** Writes it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file of the run.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(String name, Content content) {
        try {
            try (OutputStream out = Files.newOutputStream(unfinished(name))) {
                content.writeTo(out);
            }
            complete(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a file is written before it is complete. */
    Path unfinished(String name) {
        return path.resolve(name + UNFINISHED);
    }

    /** Gives a file its own name. */
    void complete(String name) throws IOException {
        Files.move(unfinished(name), path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}

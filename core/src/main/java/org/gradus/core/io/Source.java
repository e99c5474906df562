package org.gradus.core.io;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.gradus.core.Shape;

/**
 * A file and the format that it is read or written in: what messages begin with.
 *
 * @param part what of the file is being read, with a colon and a space behind it; empty for the file as a whole
 */
record Source(String format, Path path, String part) {

    Source(String format, Path path) {
        this(format, path, "");
    }

    /** Reads an open file. */
    interface Reading<T> {
        T read(SeekableByteChannel in) throws IOException;
    }

    /** The same file, for messages on a part of it. */
    Source part(String name) {
        return new Source(format, path, name + ": ");
    }

    <T> T read(Reading<T> reading) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(path)) {
            return reading.read(in);
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    void write(AtomicFile.Content content) throws IOException {
        try {
            AtomicFile.write(path, content);
        } catch (IOException e) {
            throw failure("write", e);
        }
    }

    TensorFileException problem(String problem) {
        return new TensorFileException("[" + format + "] " + path + ": " + part + problem);
    }

    /** The shape of these sizes; if there is none, {@code what} is said to have it. */
    Shape shape(String what, long[] sizes) throws TensorFileException {
        try {
            return Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw problem(what + " has shape " + Arrays.toString(sizes) + ", more than a tensor can hold");
        }
    }

    private IOException failure(String verb, IOException cause) {
        if (cause instanceof TensorFileException) {
            return cause;
        }
        String reason = switch (cause) {
            case NoSuchFileException e when path.toString().equals(e.getFile()) -> "it does not exist";
            case NoSuchFileException _ -> "its folder does not exist";
            case AccessDeniedException e -> "access to " + e.getFile() + " is denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.getMessage();
        };
        return new IOException("[" + format + "] cannot " + verb + " " + path + ": " + reason, cause);
    }
}

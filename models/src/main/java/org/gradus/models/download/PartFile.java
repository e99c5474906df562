package org.gradus.models.download;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The hidden beginning of a file beside the one that it is to become, locked while it is open. It outlives its writer, so
 * that another goes on where that one stopped; an empty one is removed. A note beside it says from which mirror it is and
 * what the mirror called its content.
 */
final class PartFile implements AutoCloseable {

    private final Path target;
    private final Path path;
    private final Path note;
    private final FileChannel channel;
    private boolean complete;

    private PartFile(Path target, Path path, FileChannel channel) {
        this.target = target;
        this.path = path;
        this.note = path.resolveSibling(path.getFileName() + ".from");
        this.channel = channel;
    }

    /** Opens one. @throws IOException if another writer has it, or the folder cannot be written */
    static PartFile of(Path target) throws IOException {
        Path path = target.resolveSibling("." + target.getFileName() + ".part");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("[download] %s is being written by another process; wait for it".formatted(target));
        }
        return new PartFile(target, path, channel);
    }

    /** Locks it; where the file system has no locks, nobody else can be told apart. */
    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Adds bytes at the end. */
    void append(ByteBuffer bytes) throws IOException {
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void clear() throws IOException {
        Files.deleteIfExists(note);
        channel.truncate(0);
    }

    /** Remembers, for later writers too, where the part is from and the validator of its content there, if there is one. */
    void note(URI mirror, Optional<String> validator) throws IOException {
        if (validator.isPresent()) {
            Files.writeString(note, mirror + "\n" + validator.get());
        }
    }

    /** The validator that a mirror gave with the part, if the part is from there. */
    Optional<String> validator(URI mirror) throws IOException {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note);
        return lines.size() == 2 && lines.get(0).equals(mirror.toString())
                ? Optional.of(lines.get(1))
                : Optional.empty();
    }

    String sha256() throws IOException {
        return sha256(path);
    }

    static String sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    }

    /** Makes it the file that it was to become. */
    void complete() throws IOException {
        channel.force(true);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        complete = true;
        Files.deleteIfExists(note);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!complete && Files.size(path) == 0) { // by its path: an interrupted thread has closed the channel
                Files.deleteIfExists(path);
                Files.deleteIfExists(note);
            }
        }
    }
}

package org.gradus.models.download;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The hidden beginning of a file beside the one that it is to become, locked while it is open. It outlives its writer, so
 * that another goes on where that one stopped; an empty one is removed.
 */
final class PartFile implements AutoCloseable {

    private final Path target;
    private final Path path;
    private final FileChannel channel;
    private boolean complete;

    private PartFile(Path target, Path path, FileChannel channel) {
        this.target = target;
        this.path = path;
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
        channel.truncate(0);
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
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!complete && Files.size(path) == 0) { // by its path: an interrupted thread has closed the channel
                Files.deleteIfExists(path);
            }
        }
    }
}

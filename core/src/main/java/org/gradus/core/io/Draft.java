package org.gradus.core.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hidden file beside the one that it is to become. It is locked for as long as its writer lives, by which those of dead
 * writers are known.
 */
final class Draft implements AutoCloseable {

    /**
     * The names of this process's own. They are not opened a second time: where locks belong to processes, closing one
     * channel of a file gives up the locks of all.
     */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private static final String SUFFIX = ".tmp";
    private static final String UUIDS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Path path;
    private final FileChannel channel;

    private Draft(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Begins one. */
    static Draft of(Path file) throws IOException {
        while (true) {
            // Files.createTempFile would make a file that its owner alone may read.
            Path path = file.resolveSibling(prefix(file) + UUID.randomUUID() + SUFFIX);
            OWN.add(name(path));
            Draft draft;
            try {
                draft = new Draft(path,
                        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (IOException | RuntimeException | Error e) {
                OWN.remove(name(path));
                throw e;
            }
            if (draft.isLocked()) {
                return draft;
            }
            draft.close(); // another process took it for abandoned before it was locked
        }
    }

    /** Locks it; without locks in the file system nobody else can tell either, and removes it. */
    private boolean isLocked() {
        try {
            return channel.tryLock() != null && Files.exists(path);
        } catch (IOException e) {
            return true;
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Closes it, and removes it if it is still there. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            OWN.remove(name(path));
        }
    }

    /** Removes those of this file whose writers are dead, as far as that can be told. */
    static void removeAbandoned(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        Pattern drafts = Pattern.compile(Pattern.quote(prefix(file)) + UUIDS + Pattern.quote(SUFFIX));
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder,
                path -> drafts.matcher(name(path)).matches() && !OWN.contains(name(path)))) {
            for (Path path : found) {
                removeIfAbandoned(path);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // the write itself will say what is wrong with the folder
        }
    }

    private static void removeIfAbandoned(Path path) {
        try (FileChannel left = FileChannel.open(path, StandardOpenOption.WRITE);
                @Nullable
                FileLock lock = left.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // it went by itself, or is not ours to remove
        }
    }

    private static String prefix(Path file) {
        return "." + file.getFileName() + ".";
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}

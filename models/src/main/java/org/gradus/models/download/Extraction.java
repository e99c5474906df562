package org.gradus.models.download;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes the entries of one archive, and counts their bytes. */
final class Extraction {

    private final Path archive;
    private final Path folder;
    private final ExtractOptions options;
    private final Set<Path> files = new LinkedHashSet<>();
    private final byte[] buffer = new byte[1 << 16];
    private long left;

    Extraction(Path archive, Path folder, ExtractOptions options) {
        this.archive = archive;
        this.folder = folder;
        this.options = options;
        this.left = options.mostBytes();
    }

    ImmutableList<Path> files() {
        return ImmutableList.copyOf(files);
    }

    /** Checks a folder's name; folders are made when they hold a file. */
    void folder(String name) throws IOException {
        place(name);
    }

    /**
     * Writes a file, if it is wanted and not there.
     *
     * @param size the bytes that the archive says it has
     */
    void file(String name, long size, InputStream in) throws IOException {
        Path inside = place(name);
        String last = inside.getFileName().toString();
        if (!options.only().isEmpty() && !options.only().contains(last)) {
            return;
        }
        Path target = options.flat() ? folder.resolve(last) : inside;
        if (!files.add(target)) {
            throw refused(name, "comes twice");
        }
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (PartFile part = PartFile.of(target)) {
            part.clear();
            try {
                copy(name, size, in, part);
            } catch (IOException e) {
                part.clear();
                throw e;
            }
            part.complete();
        }
    }

    private void copy(String name, long size, InputStream in, PartFile part) throws IOException {
        long copied = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            copied += n;
            left -= n;
            if (copied > size) {
                throw refused(name, "has more than the %,d bytes that the archive says".formatted(size));
            }
            if (left < 0) {
                throw refused(name, "brings all files to more than the %,d bytes that were expected".formatted(
                        options.mostBytes()));
            }
            part.append(ByteBuffer.wrap(buffer, 0, n));
        }
        if (size != Long.MAX_VALUE && copied < size) {
            throw refused(name, "has %,d of the %,d bytes that the archive says".formatted(copied, size));
        }
    }

    /** Where an entry belongs, which is below the folder on any system. */
    private Path place(String name) throws IOException {
        try {
            Path place = folder.resolve(name).normalize();
            boolean plain = !name.isEmpty() && name.indexOf('\\') < 0 && name.indexOf(':') < 0;
            if (plain && !name.startsWith("/") && place.startsWith(folder.normalize())
                    && !ImmutableList.copyOf(name.split("/")).contains("..")) {
                return place;
            }
        } catch (InvalidPathException e) {
            // it is refused like any other
        }
        throw refused(name, "leaves the folder");
    }

    RefusedEntryException refused(String name, String why) {
        return new RefusedEntryException(
                "[extract] %s: the entry \"%s\" %s; do not trust this archive".formatted(archive,
                        name, why));
    }
}

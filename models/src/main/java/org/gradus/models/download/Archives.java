package org.gradus.models.download;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Takes {@code .tar.gz}, {@code .tgz}, {@code .zip} and {@code .gz} files apart, trusting nothing in them.
 *
 * <p>
 * Each file is written beside its place and takes its name when it is complete. Files that are there already are left as
 * they are.
 */
public final class Archives {

    private Archives() {}

    /**
     * Writes what is in an archive into a folder; of a plain {@code .gz}, the one file without that ending.
     *
     * @return the files, in the archive's order
     * @throws IllegalArgumentException if the archive's name has none of the four endings
     * @throws IOException if the archive is damaged; if an entry would leave the folder, is a link or a device, comes twice, or
     *         has more bytes than the archive says; or if there are more bytes than wanted. What was complete before stays
     */
    public static ImmutableList<Path> extract(Path archive, Path folder, ExtractOptions options) throws IOException {
        String name = archive.getFileName().toString();
        var extraction = new Extraction(archive, folder, options);
        try {
            if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
                tar(archive, extraction);
            } else if (name.endsWith(".zip")) {
                zip(archive, extraction);
            } else {
                checkArgument(name.endsWith(".gz"), "[extract] expected .tar.gz, .tgz, .zip or .gz, but %s came",
                        archive);
                try (InputStream in = unzipped(archive)) {
                    extraction.file(name.substring(0, name.length() - ".gz".length()), Long.MAX_VALUE, in);
                }
            }
        } catch (RefusedEntryException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("[extract] %s could not be taken apart: %s".formatted(archive, e.getMessage()), e);
        }
        return extraction.files();
    }

    private static InputStream unzipped(Path archive) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16))
                .setDecompressConcatenated(true).get();
    }

    private static void tar(Path archive, Extraction extraction) throws IOException {
        try (var in = new TarArchiveInputStream(unzipped(archive), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    extraction.folder(entry.getName());
                } else if (!isPlain(entry)) {
                    throw extraction.refused(entry.getName(), "is a link or a device");
                } else {
                    extraction.file(entry.getName(), entry.getSize(), in);
                }
            }
        }
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return (type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM) && !entry.isSparse();
    }

    private static void zip(Path archive, Extraction extraction) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder(); entries.hasMoreElements();) {
                ZipArchiveEntry entry = entries.nextElement();
                if (entry.isDirectory()) {
                    extraction.folder(entry.getName());
                } else if (entry.isUnixSymlink()) {
                    throw extraction.refused(entry.getName(), "is a link or a device");
                } else {
                    try (InputStream in = zip.getInputStream(entry)) {
                        extraction.file(entry.getName(), entry.getSize(), in);
                    }
                }
            }
        }
    }
}

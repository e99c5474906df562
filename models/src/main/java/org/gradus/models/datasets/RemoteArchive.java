package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.models.download.Archives;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.Downloader;
import org.gradus.models.download.ExtractOptions;
import org.gradus.models.download.RemoteFile;

/**
 * A published archive of a data set's files.
 *
 * @param file the archive
 * @param contents what is taken out of it
 */
record RemoteArchive(RemoteFile file, ExtractOptions contents) {

    /** Fetches and unpacks it into a folder, and removes it. @throws IOException if it lacks one of these files, too */
    void unpack(Path folder, ImmutableSet<String> files, DownloadOptions options) throws IOException {
        Path archive = new Downloader(options).download(file, folder);
        ImmutableList<Path> found = Archives.extract(archive, folder, contents);
        for (String name : files) {
            if (found.stream().noneMatch(path -> path.endsWith(name))) {
                throw new IOException("[download] expected %s in %s, found %s".formatted(name, archive, found));
            }
        }
        Files.delete(archive);
    }
}

package org.gradus.models.download;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches files over HTTP and lets none pass whose SHA-256 is wrong.
 *
 * <p>
 * A file takes its name when it is complete and right. Until then its beginning lies beside it, hidden, and a broken
 * download, even one of a process that was killed, goes on from there, unless the server says that its content is another by
 * now. Mirrors are asked one after another; one that fails
 * for the moment is asked again. Redirections are followed, but not from HTTPS to HTTP. The JVM's proxy settings,
 * {@code https.proxyHost} and the like, count.
 */
public final class Downloader {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final DownloadOptions options;
    private final HttpClient client;

    /** A downloader of this patience. */
    public Downloader(DownloadOptions options) {
        this.options = options;
        this.client = HttpClient.newBuilder().connectTimeout(options.timeout())
                .followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    /**
     * Fetches a file into a folder, unless it is there.
     *
     * @return where it is
     * @throws IOException if no mirror has it, saying what each answered; if another file of its name is there, which stays;
     *         if another process fetches it; or if it cannot be written
     */
    public Path download(RemoteFile file, Path folder) throws IOException {
        Path target = folder.resolve(file.name());
        if (isThere(file, target)) {
            return target;
        }
        Files.createDirectories(folder);
        try (PartFile part = PartFile.of(target)) {
            if (!isThere(file, target)) { // another process may have been faster
                fetch(file, part);
                part.complete();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ClosedChannelException e) { // which an interruption does
            throw interrupted();
        }
        options.progress().update(file.name(), file.size(), file.size());
        return target;
    }

    private static boolean isThere(RemoteFile file, Path target) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        String found = PartFile.sha256(target);
        if (!found.equals(file.sha256())) {
            throw new IOException(
                    "[download] %s is another file than the one asked for: expected SHA-256 %s, found %s; move it away to fetch that one, or use this one without downloading"
                            .formatted(target, file.sha256(), found));
        }
        return true;
    }

    private void fetch(RemoteFile file, PartFile part) throws IOException {
        List<String> faults = new ArrayList<>();
        for (URI mirror : file.mirrors()) {
            try {
                fetch(file, part, mirror);
                return;
            } catch (MirrorException e) {
                faults.add(mirror + ": " + e.getMessage());
            }
        }
        throw new IOException("[download] %s: no mirror gave the file: %s".formatted(file.name(),
                String.join("; ", faults)));
    }

    private void fetch(RemoteFile file, PartFile part, URI mirror) throws IOException {
        int fruitless = 0;
        long furthest = part.size();
        var transfer = new Transfer(client, options, file, part);
        boolean mixed = part.size() > 0; // what is there may be of another content
        while (true) {
            try {
                if (part.size() < file.size()) {
                    transfer.from(mirror);
                }
                if (part.size() < file.size()) {
                    throw new IOException("it ends after %,d of %,d bytes".formatted(part.size(), file.size()));
                }
            } catch (MirrorException e) {
                throw e;
            } catch (IOException e) {
                fruitless = part.size() > furthest ? 0 : fruitless + 1;
                furthest = Math.max(furthest, part.size());
                if (fruitless >= options.attempts()) {
                    throw new MirrorException(reason(e));
                }
                pause(fruitless);
                continue;
            }
            String found = part.sha256();
            if (found.equals(file.sha256())) {
                return;
            }
            part.clear();
            furthest = 0;
            if (!mixed) {
                throw new MirrorException("expected SHA-256 %s, found %s".formatted(file.sha256(), found));
            }
            mixed = false;
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() != null ? e.getMessage() : e instanceof ConnectException ? "no connection" : e.toString();
    }

    private void pause(int fruitless) {
        long millis = options.pause().toMillis() << Math.min(16, Math.max(0, fruitless - 1));
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE.toMillis(), millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(interrupted());
        }
    }

    static InterruptedIOException interrupted() {
        return new InterruptedIOException("[download] interrupted; what came is kept");
    }
}

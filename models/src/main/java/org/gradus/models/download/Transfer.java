package org.gradus.models.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What one mirror sends of a file. */
final class Transfer {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private static final long TICK_MILLIS = 100;

    private final HttpClient client;
    private final DownloadOptions options;
    private final RemoteFile file;
    private final PartFile part;
    private volatile long begin;
    private volatile @Nullable Reception reception;

    Transfer(HttpClient client, DownloadOptions options, RemoteFile file, PartFile part) {
        this.client = client;
        this.options = options;
        this.file = file;
        this.part = part;
    }

    /**
     * Asks the mirror for what is missing, and waits until it has sent it.
     *
     * @throws MirrorException if it does not have the file
     * @throws IOException if it may have it another time
     * @throws UncheckedIOException if the part cannot be written
     */
    void from(URI mirror) throws IOException {
        begin = part.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(mirror).header("User-Agent", "Gradus")
                .header("Accept-Encoding", "identity");
        if (begin > 0) {
            request.header("Range", "bytes=" + begin + "-");
            part.validator(mirror).ifPresent(validator -> request.header("If-Range", validator));
        }
        HttpResponse<@Nullable String> response = await(
                client.sendAsync(request.build(), info -> receive(mirror, info)));
        checkStatus(response);
        if (response.body() != null) {
            part.clear();
            throw new MirrorException(response.body());
        }
    }

    private HttpResponse<@Nullable String> await(CompletableFuture<HttpResponse<@Nullable String>> response)
            throws IOException {
        try {
            long size = part.size();
            long heard = System.nanoTime();
            while (true) {
                try {
                    return response.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException tick) {
                    options.progress().update(file.name(), part.size(), file.size());
                }
                if (part.size() != size) {
                    size = part.size();
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > options.timeout().toNanos()) {
                    throw new IOException("it sent nothing for %s s".formatted(options.timeout().toMillis() / 1e3));
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(Downloader.interrupted());
        } finally {
            response.cancel(true);
            if (reception != null) {
                reception.end(null);
            }
        }
    }

    private static IOException failure(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UncheckedIOException ours) {
                throw ours;
            }
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    private Reception receive(URI mirror, ResponseInfo response) {
        try {
            boolean whole = response.statusCode() == OK
                    && response.headers().firstValueAsLong("Content-Length").orElse(file.size()) == file.size();
            if (whole) {
                part.clear();
                part.note(mirror, Validators.of(response.headers()));
            }
            reception = whole
                    || isRest(response.statusCode(), response.headers().firstValue("Content-Range").orElse(""))
                            ? new Reception(part, file.size())
                            : Reception.refusing(part);
            return reception;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRest(int status, String range) {
        return status == PARTIAL && begin > 0
                && range.equals("bytes %d-%d/%d".formatted(begin, file.size() - 1, file.size()));
    }

    private void checkStatus(HttpResponse<?> response) throws IOException {
        int status = response.statusCode();
        switch (status) {
            case OK -> {
                long length = response.headers().firstValueAsLong("Content-Length").orElse(file.size());
                if (length != file.size()) {
                    throw new MirrorException("expected %,d bytes, found %,d".formatted(file.size(), length));
                }
            }
            case PARTIAL -> {
                String range = response.headers().firstValue("Content-Range").orElse("none");
                if (!isRest(status, range)) {
                    part.clear();
                    throw new IOException("expected the %,d bytes from %,d on, found the range %s".formatted(
                            file.size() - begin, begin, range));
                }
            }
            case RANGE_NOT_SATISFIABLE -> {
                part.clear();
                throw new IOException("it has nothing after %,d bytes".formatted(begin));
            }
            default -> {
                if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
                    throw new IOException("HTTP status " + status);
                }
                throw new MirrorException("HTTP status " + status);
            }
        }
    }
}

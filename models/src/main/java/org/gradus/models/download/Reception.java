package org.gradus.models.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a server sends at the end of a part; of a response that is refused, nothing. Its result is null, or why the
 * mirror is of no use. A failure to write is an {@link UncheckedIOException}, unlike those of the connection.
 */
final class Reception implements BodySubscriber<@Nullable String> {

    private final PartFile part;
    private final long limit;
    private final CompletableFuture<@Nullable String> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private boolean open = true;

    /** @param limit the size that the part may reach */
    Reception(PartFile part, long limit) {
        this.part = part;
        this.limit = limit;
    }

    /** Takes nothing. */
    static Reception refusing(PartFile part) {
        var refusing = new Reception(part, 0);
        refusing.end(null);
        return refusing;
    }

    /** After this nothing more is written, whatever the server still sends. */
    synchronized void end(@Nullable String fault) {
        open = false;
        if (subscription != null) {
            subscription.cancel();
        }
        body.complete(fault);
    }

    @Override
    public CompletionStage<@Nullable String> getBody() {
        return body;
    }

    @Override
    public synchronized void onSubscribe(Subscription value) {
        subscription = value;
        if (open) {
            value.request(Long.MAX_VALUE);
        } else {
            value.cancel();
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                if (open && part.size() + buffer.remaining() > limit) {
                    end("it sends more than the %,d bytes that the file has".formatted(limit));
                }
                if (open) {
                    part.append(buffer);
                }
            }
        } catch (IOException e) {
            body.completeExceptionally(new UncheckedIOException(e));
            end(null);
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        open = false;
        body.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        end(null);
    }
}

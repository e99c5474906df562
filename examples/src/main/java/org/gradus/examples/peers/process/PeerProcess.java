package org.gradus.examples.peers.process;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Frames;
import org.gradus.examples.peers.wire.Request;
import org.gradus.examples.peers.wire.Wire;

/** One process that answers requests on its standard input with frames on its standard output, one at a time. */
final class PeerProcess implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Process process;
    private final InputStream answers;
    private final OutputStream requests;
    private final Chatter chatter = new Chatter();
    private final Thread listener;
    private final ExecutorService exchanges = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("peer").daemon().factory());

    /**
     * Starts it.
     *
     * @param environment variables beside those of this process; an empty value takes one away
     * @throws UncheckedIOException if the command cannot be started
     */
    PeerProcess(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().keySet().removeIf(name -> "".equals(environment.get(name)));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = new BufferedInputStream(process.getInputStream());
        requests = process.getOutputStream();
        listener = Thread.ofPlatform().name("peer's stderr").daemon().start(this::listen);
    }

    private void listen() {
        try (InputStream errors = process.getErrorStream()) {
            errors.transferTo(chatter);
        } catch (IOException _) {
            // the process is gone, and with it what it would have said
        }
    }

    /**
     * Asks and waits.
     *
     * @throws PeerFailure if no answer comes, because the process died or because it took longer than {@code patience};
     *     it is of no more use then
     */
    Answer ask(Request request, Duration patience) throws PeerFailure {
        chatter.clear();
        Future<byte[]> exchange = exchanges.submit(() -> exchange(Wire.encode(request)));
        try {
            return Wire.decodeAnswer(exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw failure(died(e.getCause()), request);
        } catch (TimeoutException _) {
            throw failure("gave no answer within " + patience.toSeconds() + " s", request);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure("was no longer waited for", request);
        }
    }

    private byte[] exchange(byte[] request) throws IOException {
        Frames.write(requests, request);
        byte[] answer = Frames.read(answers, chatter);
        if (answer == null) {
            throw new EOFException();
        }
        return answer;
    }

    private String died(Throwable cause) {
        try {
            return process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                    ? "died with exit code " + process.exitValue()
                    : "closed its pipes: " + cause;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "died";
        }
    }

    private PeerFailure failure(String what, Request request) {
        kill();
        String printed = chatter.toString();
        return new PeerFailure("[peer] the process %s at %s; it %s".formatted(what, request,
                printed.isEmpty() ? "printed nothing" : "printed:\n" + printed.indent(4).stripTrailing()));
    }

    private void kill() {
        exchanges.shutdownNow();
        process.destroyForcibly();
        try {
            listener.join(FAREWELL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process, which does so by itself when its standard input ends, or else is killed. */
    @Override
    public void close() {
        try {
            requests.close();
            process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException _) {
            // it is gone already
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}

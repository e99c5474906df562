package org.gradus.examples.peers.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * A peer in a process of its own, so that its native code can crash without harm: a process that dies or falls silent is
 * replaced by a new one, and every such failure is kept.
 */
public final class RestartedPeer implements Peer, AutoCloseable {

    private final List<String> command;
    private final ImmutableMap<String, String> environment;
    private final Duration patience;
    private final List<PeerFailure> failures = new ArrayList<>();
    private @Nullable PeerProcess process;

    /**
     * A peer that is started at the first request.
     *
     * @param command what starts its process
     * @param patience how long an answer may take, the first one's start of the process included
     */
    public RestartedPeer(List<String> command, Duration patience) {
        this(command, Map.of(), patience);
    }

    /**
     * A peer that is started at the first request.
     *
     * @param command what starts its process
     * @param environment variables that it has beside those of this process; an empty value takes one away
     * @param patience how long an answer may take, the first one's start of the process included
     */
    public RestartedPeer(List<String> command, Map<String, String> environment, Duration patience) {
        this.command = ImmutableList.copyOf(command);
        this.environment = ImmutableMap.copyOf(environment);
        this.patience = patience;
    }

    /**
     * Asks, and asks a new process once more if the first one fails.
     *
     * @throws PeerFailure if that fails too
     */
    @Override
    public Answer ask(Request request) throws PeerFailure {
        try {
            return askOnce(request);
        } catch (PeerFailure _) {
            return askOnce(request);
        }
    }

    private Answer askOnce(Request request) throws PeerFailure {
        if (process == null) {
            process = new PeerProcess(command, environment);
        }
        try {
            return process.ask(request, patience);
        } catch (PeerFailure failure) {
            process = null;
            failures.add(failure);
            throw failure;
        }
    }

    /** Every process that failed so far, in order. */
    public ImmutableList<PeerFailure> failures() {
        return ImmutableList.copyOf(failures);
    }

    /** Ends the process, if there is one. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
            process = null;
        }
    }
}

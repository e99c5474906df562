package org.gradus.examples.peers.process;

/** A peer's process that died or fell silent instead of answering; the message holds what it printed last. */
public final class PeerFailure extends Exception {

    private static final long serialVersionUID = 1L;

    PeerFailure(String message) {
        super(message);
    }
}

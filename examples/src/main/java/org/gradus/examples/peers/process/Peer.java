package org.gradus.examples.peers.process;

import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Request;

/** Whoever computes what Gradus is compared with. */
public interface Peer {

    /**
     * Asks and waits for the answer.
     *
     * @throws PeerFailure if none comes
     */
    Answer ask(Request request) throws PeerFailure;
}

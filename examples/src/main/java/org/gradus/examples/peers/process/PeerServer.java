package org.gradus.examples.peers.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Function;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Frames;
import org.gradus.examples.peers.wire.Request;
import org.gradus.examples.peers.wire.Wire;

/** The other end of a peer's process: reads requests from standard input and writes answers to standard output. */
public final class PeerServer {

    private PeerServer() {}

    /**
     * Answers requests until standard input ends. What the program prints goes to standard error, for it is not for the
     * reader of answers.
     *
     * @throws IOException if the one who asks is gone
     */
    public static void serve(Function<Request, Answer> peer) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        InputStream requests = new BufferedInputStream(System.in);
        for (byte[] request = Frames.read(requests, OutputStream.nullOutputStream()); request != null; request = Frames
                .read(requests, OutputStream.nullOutputStream())) {
            Frames.write(answers, Wire.encode(peer.apply(Wire.decodeRequest(request))));
        }
        answers.flush();
    }
}

package org.gradus.examples.bench.work;

import java.io.IOException;
import org.gradus.core.kernel.Parallel;
import org.gradus.examples.peers.process.PeerServer;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Request;

/** The process in which Gradus is measured, so that it stands beside its peer as an equal and every fork compiles anew. */
public final class GradusPeer {

    private GradusPeer() {}

    /**
     * Answers requests until standard input ends.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        PeerServer.serve(GradusPeer::answer);
    }

    private static Answer answer(Request request) {
        try {
            return switch (request.operation()) {
                case Request.WHO -> new Answer.Words(
                        "Gradus on Java %s, threads: %s".formatted(Runtime.version(), Parallel.getNumThreads()));
                case Measuring.TIME ->
                    Measuring.numbers(Measuring.samples(request.attributes(), GradusWork::of));
                case Measuring.ONCE -> Measuring.numbers(Measuring.seconds(request.attributes(), GradusWork::of));
                case LoaderWaits.OPERATION -> Measuring.numbers(LoaderWaits.measure());
                case Measuring.MEMORY -> Measuring.numbers(Measuring.peakMemory());
                default -> new Answer.Refusal("there is no operation " + request.operation());
            };
        } catch (RuntimeException | OutOfMemoryError e) {
            return new Answer.Refusal(e.toString());
        }
    }
}

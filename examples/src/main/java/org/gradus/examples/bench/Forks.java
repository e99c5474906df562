package org.gradus.examples.bench;

import com.google.common.base.Stopwatch;
import java.io.PrintWriter;
import java.util.List;
import org.gradus.examples.bench.work.Measuring;
import org.gradus.examples.peers.process.Peer;
import org.gradus.examples.peers.process.PeerFailure;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.examples.peers.wire.Request;

/** Measures rows of work in processes that are new for each fork. */
final class Forks {

    private final Machine machine;
    private final boolean peers;
    private final org.gradus.examples.bench.work.Stopwatch compiling;
    private final org.gradus.examples.bench.work.Stopwatch compiled;
    private final PrintWriter out;

    /**
     * @param compiling how Gradus is timed, which Java must compile first
     * @param compiled how PyTorch is timed
     */
    Forks(Machine machine, boolean peers, org.gradus.examples.bench.work.Stopwatch compiling,
            org.gradus.examples.bench.work.Stopwatch compiled, PrintWriter out) {
        this.machine = machine;
        this.peers = peers;
        this.compiling = compiling;
        this.compiled = compiled;
        this.out = out;
    }

    /** Measures all rows once on each side; every other fork, PyTorch begins. */
    void run(int fork, List<Row> rows) throws PeerFailure {
        Stopwatch watch = Stopwatch.createStarted();
        try (var gradus = machine.gradus()) {
            if (!peers) {
                greet(fork, gradus);
                for (Row row : rows) {
                    gradus(gradus, row);
                }
                return;
            }
            try (var torch = machine.torch()) {
                greet(fork, gradus, torch);
                for (Row row : rows) {
                    if (fork % 2 == 0) {
                        gradus(gradus, row);
                        torch(torch, row);
                    } else {
                        torch(torch, row);
                        gradus(gradus, row);
                    }
                }
                torch.failures().forEach(failure -> out.println(failure.getMessage()));
            }
        } finally {
            out.println("Fork %d: %s".formatted(fork + 1, watch));
        }
    }

    private void greet(int fork, Peer... all) throws PeerFailure {
        for (Peer peer : all) {
            Answer answer = peer.ask(Request.who());
            if (fork == 0 && answer instanceof Answer.Words who) {
                out.println(who.words());
            }
        }
    }

    private void gradus(Peer peer, Row row) throws PeerFailure {
        time(peer, row, Side.GRADUS, row.work().attributes(), compiling);
    }

    private void torch(Peer peer, Row row) throws PeerFailure {
        if (row.work().group().equals("ceiling")) {
            return;
        }
        time(peer, row, Side.TORCH, row.work().attributes().with("channelsLast", false), compiled);
        if (row.work().images()) {
            time(peer, row, Side.TORCH_CHANNELS_LAST, row.work().attributes().with("channelsLast", true), compiled);
        }
    }

    private static void time(Peer peer, Row row, Side side, Attributes work,
            org.gradus.examples.bench.work.Stopwatch stopwatch) throws PeerFailure {
        row.sample(side).add(Measuring.numbers(peer.ask(Measuring.time(work, stopwatch))));
    }
}

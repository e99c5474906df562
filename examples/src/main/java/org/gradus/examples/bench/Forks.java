package org.gradus.examples.bench;

import java.io.PrintWriter;
import java.util.List;
import org.gradus.examples.bench.work.Measuring;
import org.gradus.examples.bench.work.Stopwatch;
import org.gradus.examples.peers.process.Peer;
import org.gradus.examples.peers.process.PeerFailure;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.examples.peers.wire.Request;

/** Measures rows of work in processes that are new for each fork. */
final class Forks {

    private final Machine machine;
    private final boolean peers;
    private final long budget;
    private final PrintWriter out;

    /** @param budget nanoseconds for which a piece of work is measured */
    Forks(Machine machine, boolean peers, long budget, PrintWriter out) {
        this.machine = machine;
        this.peers = peers;
        this.budget = budget;
        this.out = out;
    }

    /** Measures all rows once on each side; every other fork, PyTorch begins. */
    void run(int fork, List<Row> rows) throws PeerFailure {
        long begin = System.nanoTime();
        try (var gradus = machine.warmGradus()) {
            if (!peers) {
                greet(fork, gradus);
                for (Row row : rows) {
                    gradus(gradus, row);
                }
                return;
            }
            try (var torch = machine.warmTorch()) {
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
            out.println("Fork %d: %.0f s".formatted(fork + 1, (System.nanoTime() - begin) / 1e9));
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
        time(peer, row, Side.GRADUS, row.work().attributes(), row.work().stretches());
    }

    private void torch(Peer peer, Row row) throws PeerFailure {
        if (row.work().group().equals("ceiling")) {
            return;
        }
        for (Side side : row.worthMeasuring()) {
            time(peer, row, side,
                    row.work().attributes().with("channelsLast", side == Side.TORCH_CHANNELS_LAST), 1);
        }
    }

    private void time(Peer peer, Row row, Side side, Attributes work, int stretches) throws PeerFailure {
        Stopwatch stopwatch = new Stopwatch(stretches, budget);
        row.sample(side).add(Measuring.numbers(peer.ask(Measuring.time(work, stopwatch))));
    }
}

package org.gradus.examples.bench;

import com.google.common.base.Stopwatch;
import com.google.common.math.Quantiles;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.gradus.examples.bench.work.LoaderWaits;
import org.gradus.examples.bench.work.Measuring;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.peers.process.Peer;
import org.gradus.examples.peers.process.PeerFailure;
import org.gradus.examples.peers.process.RestartedPeer;
import org.gradus.examples.peers.wire.Attributes;

/** What is measured of whole processes: memory, the time to the first step, and waiting for data. */
final class ProcessRows {

    static final String GROUP = "process";

    /** A step that takes its batch faster than this, in seconds, has not waited for it. */
    private static final double AT_ONCE = 100e-6;

    /** Seconds from a process's start to its first finished step. */
    private static final double FIRST_STEP = 1.5;

    private static final int STARTS = 3;
    private static final int STEPS = 2;

    /** What a process of Java holds beside its heap, in bytes: compiled code, threads, packed operands. */
    private static final double BESIDE_HEAP = 500e6;
    private static final double MEBIBYTE = 1 << 20;

    private final Machine machine;
    private final boolean peers;
    private final TextTable table = new TextTable(2, "group", "what", "Gradus", "PyTorch", "goal", "");

    private ProcessRows(Machine machine, boolean peers) {
        this.machine = machine;
        this.peers = peers;
    }

    /** The rows as a table. */
    static TextTable measure(Machine machine, boolean peers) throws PeerFailure {
        var rows = new ProcessRows(machine, peers);
        rows.firstStep();
        rows.loader();
        rows.memory();
        return rows.table;
    }

    private void firstStep() throws PeerFailure {
        double[] gradus = new double[STARTS];
        double[] torch = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (var peer = machine.gradus()) {
                gradus[i] = untilFirstStep(peer);
            }
            if (peers) {
                try (var peer = machine.torch()) {
                    torch[i] = untilFirstStep(peer);
                }
            }
        }
        double own = Quantiles.median().compute(gradus);
        table.row(GROUP, "start of the process to the CNN's first step, batch 64", Figures.seconds(own),
                peers ? Figures.seconds(Quantiles.median().compute(torch)) : "", "≤ " + Figures.seconds(FIRST_STEP),
                verdict(own <= FIRST_STEP));
    }

    private double untilFirstStep(Peer peer) throws PeerFailure {
        Stopwatch watch = Stopwatch.createStarted();
        peer.ask(Measuring.once(step("cnn", 64)));
        return watch.elapsed(TimeUnit.MICROSECONDS) / 1e6;
    }

    private Attributes step(String net, int batch) {
        return Attributes.NONE.with("work", net).with("threads", machine.threads()).with("batch", batch)
                .with("training", true).with("channelsLast", false);
    }

    private void loader() throws PeerFailure {
        try (var peer = machine.warmGradus()) {
            double[] waits = Measuring.numbers(peer.ask(LoaderWaits.request()));
            long waiting = DoubleStream.of(waits).filter(wait -> wait > AT_ONCE).count();
            table.row(GROUP, "steps that waited over %s for 64 shuffled digits, of %,d".formatted(
                    Figures.seconds(AT_ONCE), waits.length),
                    "%d, median wait %s".formatted(waiting, Figures.seconds(Quantiles.median().compute(waits))), "",
                    "0",
                    verdict(waiting == 0));
        }
    }

    /**
     * Gradus is given a heap with which its process cannot hold much more than PyTorch's did, and the collector that leaves
     * least of it unused.
     */
    private void memory() throws PeerFailure {
        if (!peers) {
            return;
        }
        double torch;
        try (var peer = machine.torch()) {
            torch = peakMemory(peer);
        }
        try (var peer = machine.gradus("-XX:+UseParallelGC",
                "-Xmx" + Math.round((torch - BESIDE_HEAP) / MEBIBYTE) + "m")) {
            double gradus = peakMemory(peer);
            table.row(GROUP, "most memory in RAM, VGG16's training step, batch 8", gibibytes(gradus), gibibytes(torch),
                    "no more", verdict(gradus <= torch));
        }
    }

    private double peakMemory(RestartedPeer peer) throws PeerFailure {
        for (int i = 0; i < STEPS; i++) {
            Measuring.numbers(peer.ask(Measuring.once(step("vgg16", 8))));
        }
        return Measuring.numbers(peer.ask(Measuring.memory()))[0];
    }

    private static String gibibytes(double bytes) {
        return Figures.digits(bytes / MEBIBYTE / 1024) + " GiB";
    }

    private static String verdict(boolean reached) {
        return reached ? "✓" : "missed";
    }
}

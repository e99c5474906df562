package org.gradus.examples.bench;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.math.Quantiles;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.gradus.core.kernel.Parallel;
import org.gradus.examples.bench.work.Measuring;
import org.gradus.examples.bench.work.Stopwatch;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.console.Threads;
import org.gradus.examples.peers.process.Peer;
import org.gradus.examples.peers.process.PeerFailure;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.examples.report.LineChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code growth}: how cost grows with batch, image size, channels and threads. */
@Command(name = "growth", showDefaultValues = true,
        description = {
                "Measures how time grows with the batch, the size of images, the channels and the threads, beside what",
                "it would be if it grew as the arithmetic does from the largest size on, and draws it."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"growth growth.png\""})
public final class Growth implements Callable<Integer> {

    private static final ImmutableList<Color> COLOURS = ImmutableList.of(LineChart.BLUE, LineChart.ORANGE,
            LineChart.GREEN);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PICTURE", description = "Where the curves are drawn, a PNG")
    private Path picture;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each size is measured")
    private double seconds = 0.1;

    @Option(names = "--largest", paramLabel = "N", description = "The largest batch, image and number of channels")
    private int largest = 512;

    @Mixin
    private Threads threads;

    /** What is made larger. */
    private record Curve(String name, String unit, int[] sizes, IntFunction<Attributes> work,
            IntFunction<Double> amount) {}

    @Override
    public Integer call() throws PeerFailure, IOException {
        checkArgument(seconds > 0, "[growth] --seconds must be positive, but is %s", seconds);
        checkArgument(largest >= 16, "[growth] --largest must be at least 16, but is %s", largest);
        threads.apply();
        PrintWriter out = spec.commandLine().getOut();
        var chart = new LineChart("size", "time by arithmetic, the largest 1").withLogX().withLogY();
        int number = 0;
        for (Curve curve : curves()) {
            try (var gradus = new Machine(Parallel.getNumThreads(), false).warmGradus()) {
                double[] times = measure(gradus, curve);
                out.println(table(curve, times));
                out.println();
                chart.marked(curve.name, IntStream.of(curve.sizes).asDoubleStream().toArray(), relative(curve, times),
                        COLOURS.get(number++));
            }
        }
        threadsTable(out);
        try (OutputStream file = Files.newOutputStream(picture)) {
            chart.writePng(file);
        }
        out.println("Drawn: " + picture);
        return 0;
    }

    private List<Curve> curves() {
        int all = Parallel.getNumThreads();
        return List.of(
                new Curve("CNN, training step", "batch", sizes(1, largest), batch -> Attributes.NONE.with("work", "cnn")
                        .with("threads", all).with("batch", batch).with("training", true), batch -> (double) batch),
                new Curve("conv 32 → 32, 3×3", "image side", sizes(8, largest), side -> conv(all, 1, 32, side),
                        side -> (double) side * side),
                new Curve("conv n → n at 28×28, 3×3", "channels", sizes(8, largest), n -> conv(all, 4, n, 28),
                        n -> (double) n * n));
    }

    private static int[] sizes(int from, int to) {
        return IntStream.iterate(from, size -> size <= to, size -> 2 * size).toArray();
    }

    private static Attributes conv(int threads, int batch, int channels, int side) {
        return Attributes.NONE.with("work", "conv").with("threads", threads).with("batch", batch)
                .with("channels", channels).with("filters", channels).with("size", side).with("kernel", 3)
                .with("padding", 1).with("pass", "forward");
    }

    private double[] measure(Peer gradus, Curve curve) throws PeerFailure {
        double[] times = new double[curve.sizes.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = time(gradus, curve.work.apply(curve.sizes[i]));
        }
        return times;
    }

    private double time(Peer gradus, Attributes work) throws PeerFailure {
        var stopwatch = new Stopwatch(2, Math.round(seconds * 1e9));
        return Quantiles.median().compute(Measuring.numbers(gradus.ask(Measuring.time(work, stopwatch))));
    }

    /** Time by arithmetic, that of the largest size being 1. */
    private static double[] relative(Curve curve, double[] times) {
        int last = times.length - 1;
        double unit = times[last] / curve.amount.apply(curve.sizes[last]);
        return IntStream.range(0, times.length)
                .mapToDouble(i -> times[i] / curve.amount.apply(curve.sizes[i]) / unit).toArray();
    }

    private static TextTable table(Curve curve, double[] times) {
        var table = new TextTable(0, curve.unit, curve.name, "by arithmetic");
        double[] relative = relative(curve, times);
        for (int i = 0; i < times.length; i++) {
            table.row(curve.sizes[i], Figures.seconds(times[i]), Figures.ratio(relative[i]));
        }
        return table;
    }

    private void threadsTable(PrintWriter out) throws PeerFailure {
        var table = new TextTable(0, "threads", "CNN, training step, batch 64", "conv 64 → 64 at 112×112", "speed-up");
        List<Double> first = new ArrayList<>();
        try (var gradus = new Machine(Parallel.getNumThreads(), false).warmGradus()) {
            for (int count = 1; count <= Parallel.getNumThreads(); count++) {
                double step = time(gradus, Attributes.NONE.with("work", "cnn").with("threads", count).with("batch", 64)
                        .with("training", true));
                double conv = time(gradus, conv(count, 2, 64, 112));
                first.add(step);
                first.add(conv);
                table.row(count, Figures.seconds(step), Figures.seconds(conv),
                        Figures.ratio(first.get(0) / step) + ", " + Figures.ratio(first.get(1) / conv));
            }
        }
        out.println(table);
    }
}

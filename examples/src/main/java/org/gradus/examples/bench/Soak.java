package org.gradus.examples.bench;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Stopwatch;
import com.google.common.util.concurrent.Uninterruptibles;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Parallel;
import org.gradus.core.random.Rng;
import org.gradus.examples.bench.work.Measuring;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.console.Threads;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Layer;
import org.gradus.models.CNN;
import org.gradus.models.VGG16;
import org.gradus.optim.SGD;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code soak}: whether memory stays flat however long networks are trained. */
@Command(name = "soak", showDefaultValues = true,
        description = {
                "Trains VGG16 and the lecture's network step after step, and reports now and then what lives on the",
                "heap after a collection and what the process holds in RAM. Succeeds if neither is more than 5 %% larger",
                "in the last quarter of the reports than in the second."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"soak --minutes 5 --side 64\""})
public final class Soak implements Callable<Integer> {

    private static final double GROWTH = 1.05;
    private static final int REPORTS = 20;
    private static final int FEWEST_REPORTS = 4;
    private static final int SMALL_STEPS = 20;
    private static final double MEBIBYTE = 1 << 20;

    /** Java gives the memory that a collection has freed back to the system in pieces, some of these later. */
    private static final Duration GIVING_BACK = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec;

    @Option(names = "--minutes", paramLabel = "M", description = "How long to train; reports come on top")
    private double minutes = 30;

    @Option(names = "--batch", paramLabel = "N", description = "Pictures a step of VGG16")
    private int batch = 8;

    @Option(names = "--side", paramLabel = "N", description = "The side of VGG16's pictures, 32 or more")
    private int side = 224;

    @Mixin
    private Threads threads;

    private record Reading(double minute, long steps, double heap, double resident) {}

    @Override
    public Integer call() {
        checkArgument(minutes > 0, "[soak] --minutes must be positive, but is %s", minutes);
        checkArgument(batch >= 1, "[soak] --batch must be at least 1, but is %s", batch);
        threads.apply();
        PrintWriter out = spec.commandLine().getOut();
        keepFreeShare();
        Rng.manualSeed(1234);
        Runnable large = step(new VGG16(VGG16.options().withSide(side)), Shape.of(batch, 3, side, side), 1000);
        Runnable small = step(new CNN(), Shape.of(64, 1, 28, 28), 10);
        List<Reading> readings = new ArrayList<>();
        round(large, small);
        Stopwatch training = Stopwatch.createStarted();
        for (long rounds = 2; minutes(training) < minutes || readings.size() < FEWEST_REPORTS; rounds++) {
            round(large, small);
            if (minutes(training) >= minutes * (readings.size() + 1) / REPORTS) {
                training.stop();
                Reading last = reading(minutes(training), rounds * (1 + SMALL_STEPS));
                readings.add(last);
                out.println("%6.1f min, %,d steps on %d threads: %.1f MiB on the heap, %.1f MiB in RAM".formatted(
                        last.minute, last.steps, Parallel.getNumThreads(), last.heap, last.resident));
                out.flush();
                training.start();
            }
        }
        return judge(readings, out);
    }

    /** Has every collection leave the same part of the heap free, of which Java keeps now more and now less otherwise. */
    private static void keepFreeShare() {
        HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (java != null) {
            java.setVMOption("MaxHeapFreeRatio", java.getVMOption("MinHeapFreeRatio").getValue());
        }
    }

    private static void round(Runnable large, Runnable small) {
        large.run();
        for (int i = 0; i < SMALL_STEPS; i++) {
            small.run();
        }
    }

    private static Runnable step(Layer net, Shape shape, int classes) {
        Tensor x = Tensor.randn(Rng.global(), shape.toArray());
        long[] labels = new long[shape.size(0)];
        Rng.global().randint(labels, 0, classes);
        Tensor targets = Tensor.of(labels);
        var loss = new CrossEntropyLoss();
        var optimizer = new SGD(net.parameters(), SGD.options(1e-3).withMomentum(0.9));
        return () -> {
            optimizer.zeroGrad();
            loss.forward(net.forward(x), targets).backward();
            optimizer.step();
        };
    }

    private static double minutes(Stopwatch training) {
        return training.elapsed().toNanos() / 60e9;
    }

    private static Reading reading(double minute, long steps) {
        System.gc();
        double resident = settledRam();
        double heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return new Reading(minute, steps, heap / MEBIBYTE, resident / MEBIBYTE);
    }

    /** What is held in RAM once that no longer falls. */
    private static double settledRam() {
        double before;
        double now = Measuring.memoryInRam();
        do {
            before = now;
            Uninterruptibles.sleepUninterruptibly(GIVING_BACK);
            now = Measuring.memoryInRam();
        } while (now < before);
        return now;
    }

    private static int judge(List<Reading> readings, PrintWriter out) {
        int quarter = readings.size() / 4;
        Reading early = largest(readings.subList(quarter, 2 * quarter));
        Reading late = largest(readings.subList(readings.size() - quarter, readings.size()));
        boolean flat = late.heap <= GROWTH * early.heap && !(late.resident > GROWTH * early.resident);
        out.println(new TextTable(1, "largest of", "heap, MiB", "RAM, MiB")
                .row("the second quarter", "%.1f".formatted(early.heap), "%.1f".formatted(early.resident))
                .row("the last quarter", "%.1f".formatted(late.heap), "%.1f".formatted(late.resident)));
        out.println(flat ? "Memory is flat." : "Memory grows.");
        return flat ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static Reading largest(List<Reading> readings) {
        return new Reading(0, 0, readings.stream().mapToDouble(Reading::heap).max().orElseThrow(),
                readings.stream().mapToDouble(Reading::resident).max().orElseThrow());
    }
}

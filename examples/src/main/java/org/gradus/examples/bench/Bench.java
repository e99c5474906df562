package org.gradus.examples.bench;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradus.core.kernel.Parallel;
import org.gradus.examples.console.Threads;
import org.gradus.examples.peers.process.PeerFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bench}: how fast Gradus is, and how fast PyTorch is at the same work. */
@Command(name = "bench", showDefaultValues = true,
        description = {
                "Measures matrix products, convolutions, networks, element-wise functions and what recording costs.",
                "Each fork is a process of its own for Gradus, and with --peers one for PyTorch; the two take turns at every",
                "piece of work, and which begins changes from fork to fork. A time is the median of the forks' medians; ± is",
                "how far the slowest fork lies above the fastest. PyTorch is measured with images in NCHW and in",
                "channels-last, and the ratio is that of its better time to Gradus's; after the first fork, a layout that",
                "took a fifth longer is left out. Either side has huge pages where the system grants them, and does",
                "not give memory back, for which it needs 6 GB of memory, and 4 more with --peers. Work is warmed up until",
                "Java has nothing left to compile."},
        footer = {"", "For instance:  mvn -q -Ppeers compile exec:exec -Dexample=\"bench --peers --only gemm,cnn\""})
public final class Bench implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--peers", description = "Measures PyTorch too, which the build's profile peers brings")
    private boolean peers;

    @Option(names = "--only", split = ",", paramLabel = "GROUP",
            description = "Measures these groups alone, of ceiling, gemm, cnn, vgg16, conv, elements, overhead and process")
    private List<String> only = List.of();

    @Option(names = "--forks", paramLabel = "N", description = "Processes on each side")
    private int forks = 3;

    @Option(names = "--seconds", paramLabel = "S", description = "How long a piece of work is measured in each fork")
    private double seconds = 0.08;

    @Option(names = "--avx2", description = "Holds both sides to the instructions of AVX2")
    private boolean avx2;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() throws PeerFailure {
        checkArgument(forks >= 1, "[bench] --forks must be at least 1, but is %s", forks);
        checkArgument(seconds > 0, "[bench] --seconds must be positive, but is %s", seconds);
        ImmutableList<String> groups = ImmutableList.<String>builder().addAll(Works.GROUPS).add(ProcessRows.GROUP)
                .build();
        only.forEach(group -> checkArgument(groups.contains(group), "[bench] there is no group '%s'; choose from %s",
                group, String.join(", ", groups)));
        threads.apply();
        PrintWriter out = spec.commandLine().getOut();
        var machine = new Machine(Parallel.getNumThreads(), avx2);
        ImmutableList<Row> rows = rows();
        var forked = new Forks(machine, peers, Math.round(seconds * 1e9), out);
        for (int fork = 0; fork < forks; fork++) {
            forked.run(fork, rows);
        }
        out.println(new BenchTable(rows, peers));
        if (isWanted(ProcessRows.GROUP)) {
            out.println();
            out.println(ProcessRows.measure(machine, peers));
        }
        return 0;
    }

    private ImmutableList<Row> rows() {
        return Works.all(Parallel.getNumThreads()).stream().filter(work -> isWanted(work.group())).map(Row::new)
                .collect(ImmutableList.toImmutableList());
    }

    private boolean isWanted(String group) {
        return only.isEmpty() || only.contains(group);
    }
}

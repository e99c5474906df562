package org.gradus.examples.peers;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradus.examples.peers.check.Comparison;
import org.gradus.examples.peers.check.Operation;
import org.gradus.examples.peers.check.Operations;
import org.gradus.examples.peers.process.Peer;
import org.gradus.examples.peers.process.PeerFailure;
import org.gradus.examples.peers.process.RestartedPeer;
import org.gradus.examples.peers.process.TorchCommand;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code peers-check}: random cases of every operation, computed by Gradus and by PyTorch and compared. */
@Command(name = "peers-check", description = {
        "Computes random cases of every operation with Gradus and with PyTorch, and compares results and gradients.",
        "Of an optimiser, 50 steps with one start, random gradients and random options are a case.",
        "The worst difference of a and b is the largest |a - b| / max(1, |b|).",
        "PyTorch comes with the build's profile: mvn -q -Ppeers compile exec:exec -Dexample=\"peers-check\""})
public final class PeersCheck implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--cases", defaultValue = "3000", paramLabel = "N",
            description = "How many cases to compare, spread evenly over the operations (default: ${DEFAULT-VALUE}).")
    private long cases;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "What the cases are drawn from; the same seed draws the same cases (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--only", split = ",", paramLabel = "OPERATION", description = "Compares these operations alone.")
    private List<String> only = List.of();

    @Option(names = "--case", paramLabel = "N", description = "Compares the case of this number alone.")
    private @Nullable Long index;

    @Option(names = "--patience", defaultValue = "120", paramLabel = "SECONDS",
            description = "How long PyTorch may take to answer (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Override
    public Integer call() throws PeerFailure {
        PrintWriter out = spec.commandLine().getOut();
        ImmutableList<Operation> operations = operations();
        try (var peer = new RestartedPeer(TorchCommand.withThreads(1), Duration.ofSeconds(patience))) {
            out.println(who(peer));
            var comparison = new Comparison(seed, peer);
            if (index == null) {
                comparison.run(operations, cases);
            } else {
                operations.forEach(operation -> comparison.run(operation, index));
            }
            out.println(comparison.table());
            comparison.disagreements().forEach(disagreement -> out.printf("%n%s%n", disagreement));
            peer.failures().forEach(failure -> out.printf("%nPyTorch's process was started anew: %s%n",
                    failure.getMessage()));
            return comparison.allAgree() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private ImmutableList<Operation> operations() {
        ImmutableList<Operation> all = Operations.all();
        ImmutableList<String> names = all.stream().map(Operation::name).collect(ImmutableList.toImmutableList());
        only.forEach(name -> checkArgument(names.contains(name), "There is no operation '%s'; choose from %s", name,
                String.join(", ", names)));
        return all.stream().filter(operation -> only.isEmpty() || only.contains(operation.name()))
                .collect(ImmutableList.toImmutableList());
    }

    private static String who(Peer peer) throws PeerFailure {
        return peer.ask(Request.who()) instanceof Answer.Words who ? who.words() : "A peer that does not say who it is";
    }
}

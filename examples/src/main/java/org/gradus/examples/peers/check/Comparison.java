package org.gradus.examples.peers.check;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.peers.process.Peer;

/** All cases of a run: operations in turn, so that each gets its share, and what came of them. */
public final class Comparison {

    private static final int SHOWN_PER_OPERATION = 3;

    private final Map<Operation, Tally> tallies = new LinkedHashMap<>();
    private final Map<Operation, List<String>> disagreements = new LinkedHashMap<>();
    private final long seed;
    private final Peer peer;

    /** A comparison with a peer that nothing was compared in yet. */
    public Comparison(long seed, Peer peer) {
        this.seed = seed;
        this.peer = peer;
    }

    /** Compares this many cases, spread evenly over the operations. */
    public void run(ImmutableList<Operation> operations, long cases) {
        for (long i = 0; i < cases; i++) {
            run(operations.get((int) (i % operations.size())), i / operations.size());
        }
    }

    /** Compares the case of a number. */
    public void run(Operation operation, long index) {
        Verdict verdict = Check.run(operation, seed, index, peer);
        tallies.computeIfAbsent(operation, _ -> new Tally()).add(verdict);
        List<String> shown = disagreements.computeIfAbsent(operation, _ -> new ArrayList<>());
        if (!verdict.complaints().isEmpty() && shown.size() < SHOWN_PER_OPERATION) {
            shown.add("%s%n    --only %s --seed %s --case %s%n%s".formatted(Check.describe(operation, seed, index),
                    operation.name(), seed, index, String.join("\n", verdict.complaints()).indent(4).stripTrailing()));
        }
    }

    /** Whether every case was compared and agreed. */
    public boolean allAgree() {
        return tallies.values().stream().allMatch(Tally::allAgree);
    }

    /** The first disagreements of each operation, in words, with the options that repeat each. */
    public ImmutableList<String> disagreements() {
        return disagreements.values().stream().flatMap(List::stream).collect(ImmutableList.toImmutableList());
    }

    /** One row an operation and their sum. */
    public TextTable table() {
        var table = new TextTable(1, "operation", "cases", "agree", "disagree", "unanswered", "tensors",
                "worst float64",
                "worst float32");
        var total = new Tally();
        tallies.forEach((operation, tally) -> {
            table.row(tally.row(operation.name()));
            total.add(tally);
        });
        return table.row(total.row("all " + tallies.size()));
    }
}

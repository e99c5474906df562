package org.gradus.examples.gradients;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradus.core.Node;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Derivative;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.Verdict;
import org.gradus.core.gradcheck.diagnosis.Explanation;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.gradcheck.table.OpTable;
import org.gradus.examples.console.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code gradcheck}: checks the gradients of every op and layer and prints the worst errors. */
@Command(name = "gradcheck", showDefaultValues = true,
        description = {"Holds the gradients of every op and every layer against finite differences in float64, to",
                "the second order, and prints the worst errors. Exits with 1 if one is wrong.",
                "Or puts this check itself on trial: by faults that it must find, and by right gradients",
                "with which it must find no fault."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"gradcheck --order 1\"",
                "               mvn -q compile exec:exec -Dexample=\"gradcheck --mutants\"",
                "               mvn -q compile exec:exec -Dexample=\"gradcheck --false-alarms 10000\""})
public final class GradientTable implements Callable<Integer> {

    /** A size that no vector length divides, and small enough for whole Jacobians. */
    private static final int SIZE = 4;

    @Spec
    private CommandSpec spec;

    @Option(names = "--order", paramLabel = "N", description = "1 for gradients, 2 for gradients of gradients too")
    private int order = 2;

    @Option(names = "--seed", paramLabel = "N", description = "Where random inputs start")
    private long seed = 20;

    @ArgGroup
    private @Nullable Trial trial;

    /** What is done in place of the check of every op and layer. */
    private static final class Trial {

        @Option(names = "--mutants", arity = "0..1", paramLabel = "N", fallbackValue = "0",
                description = "Puts N faults into backward rules, or every one that there is, and counts those found")
        private @Nullable Integer mutants;

        @Option(names = "--false-alarms", paramLabel = "N",
                description = "Does N checks of right gradients, drawn by lot, and counts those that do not pass")
        private int falseAlarms;

        boolean passes(PrintWriter console, long seed) {
            if (mutants != null) {
                checkArgument(mutants >= 0, "[gradcheck] --mutants must not be negative, but is %s", mutants);
                return MutantTable.print(console, mutants, seed);
            }
            checkArgument(falseAlarms > 0, "[gradcheck] --false-alarms must be at least 1, but is %s", falseAlarms);
            return FalseAlarms.print(console, falseAlarms, seed);
        }
    }

    private final List<String> failures = new ArrayList<>();
    private long entries;

    @Override
    public Integer call() {
        checkArgument(order == 1 || order == 2, "[gradcheck] --order must be 1 or 2, but is %s", order);
        PrintWriter console = spec.commandLine().getOut();
        if (trial != null) {
            return trial.passes(console, seed) ? 0 : 1;
        }
        Map<String, Findings> ops = new LinkedHashMap<>();
        List<OpRow> rows = OpTable.rows();
        rows.forEach(row -> check(row, ops));
        console.println("Ops, each in every way of calling it that the table of %d rows has:%n".formatted(rows.size()));
        console.println(table("op", ops));

        Map<String, Findings> layers = new LinkedHashMap<>();
        for (LayerCase layer : LayerCases.all()) {
            add(layers, layer.name(), layer.check(GradCheckOptions.DEFAULT.withSeed(seed).withOrder(order)));
        }
        console.println("%nLayers, by their inputs and parameters:%n%n%s".formatted(table("layer", layers)));
        failures.forEach(failure -> console.println("\n" + failure));
        console.println("%n%d ops and %d layers, %,d derivatives compared: %s".formatted(ops.size(), layers.size(),
                entries, failures.isEmpty() ? "all right" : failures.size() + " checks did not pass"));
        return failures.isEmpty() ? 0 : 1;
    }

    /** A row counts for every op that its tape holds. */
    private void check(OpRow row, Map<String, Findings> ops) {
        List<Tensor> inputs = row.draw(seed, row.sizes().contains(SIZE) ? SIZE : 1);
        Explanation explanation = Explanation.of(in -> List.of(row.function().apply(in)), inputs,
                row.options().withSeed(seed).withOrder(Math.min(order, row.options().order())));
        Tape.recorded(row.function().apply(inputs)).stream().map(Node::op).map(op -> op.name()).distinct()
                .forEach(name -> merge(ops, name, explanation.report()));
        count(row.name(), explanation);
    }

    private void add(Map<String, Findings> findings, String name, Explanation explanation) {
        merge(findings, name, explanation.report());
        count(name, explanation);
    }

    private void count(String name, Explanation explanation) {
        entries += explanation.report().entries();
        if (!explanation.report().passed()) {
            failures.add(name + ": " + explanation);
        }
    }

    private static void merge(Map<String, Findings> findings, String name, GradCheckReport report) {
        findings.merge(name, Findings.of(report), Findings::and);
    }

    private static String table(String what, Map<String, Findings> findings) {
        var table = new TextTable(1, what, "checks", "derivatives", "worst absolute", "worst relative", "");
        findings.forEach((name, found) -> table.row(name, found.checks(), "%,d".formatted(found.entries()),
                "%.1e".formatted(found.absolute()), "%.1e".formatted(found.relative()),
                switch (found.verdict()) {
                    case PASSED -> "ok";
                    case FAILED -> "WRONG";
                    case INCONCLUSIVE -> "inconclusive";
                }));
        return table.toString();
    }

    /** What was found for one op or layer. */
    private record Findings(int checks, long entries, double absolute, double relative, Verdict verdict) {

        static Findings of(GradCheckReport report) {
            return new Findings(1, report.entries(),
                    report.worstAbsolute().map(Derivative::absoluteError).orElse(0.0),
                    report.worstRelative().map(Derivative::relativeError).orElse(0.0), report.verdict());
        }

        Findings and(Findings other) {
            return new Findings(checks + other.checks, entries + other.entries, Math.max(absolute, other.absolute),
                    Math.max(relative, other.relative), Verdict.of(List.of(verdict, other.verdict)));
        }
    }
}

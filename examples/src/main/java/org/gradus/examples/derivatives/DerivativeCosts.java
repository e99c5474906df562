package org.gradus.examples.derivatives;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.Autograd;
import org.gradus.core.GradOptions;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.console.Threads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code derivative-costs}: what derivatives of each kind cost, in forward passes.
 *
 * <p>
 * In theory: of a linear layer or a convolution y = W·x, forward is one product; back, each gradient is another. A jvp by two
 * passes back has the forward one, two for the recorded vjp and two for its transpose. An hvp has the forward one, two for
 * the gradient, four for the two arguments of each of those, and two for the forward one again. Source for such counting:
 * A. Griewank, A. Walther, <i>Evaluating derivatives</i>, SIAM (2008).
 */
@Command(name = "derivative-costs", showDefaultValues = true,
        description = {
                "Measures how many forward passes a gradient, a jvp, a Hessian-vector product and a Jacobian cost,",
                "by all parameters of the lecture's network and of one with three linear layers."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"derivative-costs --batch-size 256\""})
public final class DerivativeCosts implements Callable<Integer> {

    private static final String FORWARD = "forward";
    private static final String GRADIENT = "gradient: forward and back";
    private static final String JVP = "jvp: forward and twice back";
    private static final String HVP = "hvp: the gradient, and back over it";
    private static final String HVP_AGAIN = "one more hvp on the same record";
    private static final String ROWS = "row by row, and joined";
    private static final String TOGETHER = "Autograd.jacobian";

    @Spec
    private CommandSpec spec;

    @Option(names = "--batch-size", paramLabel = "N", description = "Digits a batch")
    private int batchSize = 64;

    @Option(names = "--rounds", paramLabel = "N", description = "Measurements of which the median is taken")
    private int rounds = 100;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers start")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        checkArgument(batchSize >= 1, "[derivative-costs] --batch-size must be at least 1, but is %s", batchSize);
        checkArgument(rounds >= 1, "[derivative-costs] --rounds must be at least 1, but is %s", rounds);
        threads.apply();
        PrintWriter console = spec.commandLine().getOut();
        Rng.manualSeed(seed);
        report("The lecture's network", FunctionalNet.cnn(), console);
        report("Three linear layers, 784 → 512 → 512 → 10", FunctionalNet.mlp(), console);
        console.println(
                "In theory: products with a layer's weights, where one is a forward pass; the first layer needs fewer.");
        return 0;
    }

    private void report(String name, FunctionalNet net, PrintWriter console) {
        Map<String, Double> batch = timed(net, DigitTraining.testDigits(batchSize)).medians(rounds);
        var table = new TextTable(1, "%s, %s digits".formatted(name, batchSize), "ms", "forward passes", "in theory");
        Map<String, String> theory = Map.of(FORWARD, "1", GRADIENT, "3", JVP, "5", HVP, "9", HVP_AGAIN, "6");
        batch.forEach((what, ms) -> row(table, what, ms, batch.get(FORWARD), theory.get(what)));
        console.println("%s%njvp / gradient: %.2f%n".formatted(table, batch.get(JVP) / batch.get(GRADIENT)));

        Map<String, Double> single = timedJacobians(net, DigitTraining.testDigits(1).inputs()).medians(rounds);
        var jacobians = new TextTable(1, "Jacobian of the scores of one digit", "ms", "forward passes", "in theory");
        Map<String, String> counts = Map.of(FORWARD, "1", ROWS, "21", TOGETHER, "21");
        single.forEach((what, ms) -> row(jacobians, what, ms, single.get(FORWARD), counts.get(what)));
        console.println("%s%nrow by row / Autograd.jacobian: %.2f%n".formatted(jacobians,
                single.get(ROWS) / single.get(TOGETHER)));
    }

    private static void row(TextTable table, String what, double ms, double forward, String theory) {
        table.row(what, "%.3f".formatted(ms), "%.1f".formatted(ms / forward), theory);
    }

    private static Stopwatches timed(FunctionalNet net, Batch digits) {
        ImmutableList<Tensor> p = net.parameters();
        List<Tensor> v = p.stream().map(DerivativeCosts::random).toList();
        Function<List<Tensor>, Tensor> loss = net.lossOn(digits.inputs(), digits.targets());
        Function<List<Tensor>, List<Tensor>> scores = net.scoresOf(digits.inputs());
        List<Tensor> gradient = Autograd.grad(List.of(loss.apply(p)), p, GradOptions.DEFAULT.withCreateGraph(true));
        var options = GradOptions.DEFAULT.withRetainGraph(true).withAllowUnused(true);

        var watches = new Stopwatches();
        watches.add(FORWARD, () -> Tape.noGrad(() -> loss.apply(p)));
        watches.add(GRADIENT, () -> Autograd.grad(List.of(loss.apply(p)), p, GradOptions.DEFAULT));
        watches.add(JVP, () -> Tape.noGrad(() -> Autograd.jvp(scores, p, v)));
        watches.add(HVP, () -> Tape.noGrad(() -> Autograd.hvp(loss, p, v)));
        watches.add(HVP_AGAIN, () -> Autograd.grad(gradient, p, options.withCotangents(v.toArray(Tensor[]::new))));
        return watches;
    }

    private static Stopwatches timedJacobians(FunctionalNet net, Tensor digit) {
        ImmutableList<Tensor> p = net.parameters();
        Function<List<Tensor>, List<Tensor>> scores = net.scoresOf(digit);
        var watches = new Stopwatches();
        watches.add(FORWARD, () -> Tape.noGrad(() -> scores.apply(p)));
        watches.add(ROWS, () -> rowByRow(scores, p));
        watches.add(TOGETHER, () -> Tape.noGrad(() -> Autograd.jacobian(scores, p)));
        return watches;
    }

    /** The Jacobian of scores [1,10], a tensor [10,*] for each parameter, each row by a pass back of its own. */
    static List<Tensor> rowByRow(Function<List<Tensor>, List<Tensor>> scores, List<Tensor> p) {
        List<Tensor> outputs = scores.apply(p);
        int classes = outputs.getFirst().numel();
        List<List<Tensor>> rows = new ArrayList<>();
        for (int row = 0; row < classes; row++) {
            var unit = new float[classes];
            unit[row] = 1;
            rows.add(Autograd.grad(outputs, p,
                    GradOptions.DEFAULT.withRetainGraph(true).withCotangents(Tensor.of(unit, 1, classes))));
        }
        return IntStream.range(0, p.size())
                .mapToObj(i -> ConcatOp.stack(rows.stream().map(row -> row.get(i)).toList(), 0)).toList();
    }

    private static Tensor random(Tensor like) {
        return Tensor.randn(Rng.global(), like.shape().toArray());
    }
}

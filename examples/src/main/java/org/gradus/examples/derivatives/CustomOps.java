package org.gradus.examples.derivatives;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.CustomVjpOp;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.console.Threads;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code custom-op}: ops of one's own, checked and then trained with. */
@Command(name = "custom-op", showDefaultValues = true,
        description = {"Checks the gradients of two ops that are not part of the library, and trains small networks",
                "with them, and with a backward rule that is not the function's own. Exits with 1 if a gradient is",
                "wrong."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"custom-op --epochs 3\""})
public final class CustomOps implements Callable<Integer> {

    /** Sizes with small Jacobians: no row, one, several. */
    private static final List<Integer> SIZES = List.of(0, 1, 4);
    private static final int PIXELS = 28 * 28;
    private static final int CLASSES = 10;

    @Spec
    private CommandSpec spec;

    @Option(names = "--epochs", paramLabel = "N", description = "How often every training digit is shown")
    private int epochs = 1;

    @Option(names = "--hidden", paramLabel = "N", description = "Features of the hidden layer")
    private int hidden = 64;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers start")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        checkArgument(epochs >= 1, "[custom-op] --epochs must be at least 1, but is %s", epochs);
        threads.apply();
        PrintWriter console = spec.commandLine().getOut();
        List<GradCheckReport> reports = new ArrayList<>();
        for (OpRow row : List.of(SwishOp.ROW, RmsNormOp.ROW)) {
            SIZES.forEach(size -> reports.add(GradCheck.check(in -> List.of(row.function().apply(in)),
                    row.draw(seed, size), row.options())));
            console.println("%s, n = %s, to order %s: %s".formatted(row, SIZES, row.options().order(),
                    reports.stream().allMatch(GradCheckReport::passed) ? "gradients right" : reports));
        }

        Parameter beta = new Parameter(Tensor.zeros(hidden));
        var table = new TextTable(1, "hidden layer", "digits right");
        table.row("ReLU", accuracy(Tensor::relu));
        table.row("RMS norm, then swish with a β for each feature",
                accuracy(x -> SwishOp.swish(RmsNormOp.rmsNorm(x, 1e-5), beta), beta));
        table.row("sign, whose gradient is 0", accuracy(Tensor::sign));
        table.row("sign, straight through", accuracy(CustomOps::straightThroughSign));
        console.println(
                "%n%s%n%nβ began as 0, where the network is linear, and has become %.2f to %.2f".formatted(table,
                        beta.amin().item(), beta.amax().item()));
        return reports.stream().allMatch(GradCheckReport::passed) ? 0 : 1;
    }

    /**
     * y = sign x with the gradient of hardtanh: 1 where |x| ≤ 1.
     *
     * <p>
     * Source: I. Hubara et al., <i>Binarized neural networks</i> (2016).
     */
    static Tensor straightThroughSign(Tensor x) {
        return CustomVjpOp.customVjp(in -> in.get(0).sign(),
                (_, upstream, _, in) -> upstream.mul(in.get(0).abs().le(1).to(upstream.dtype())), x);
    }

    private String accuracy(UnaryOperator<Tensor> activation, Parameter... learned) {
        Rng.manualSeed(seed);
        var model = new Network(hidden, activation, learned);
        var training = new DigitTraining(model, 0.05);
        for (int epoch = 0; epoch < epochs; epoch++) {
            training.epoch((x, labels) -> ClassLosses.crossEntropy(model.forward(x), labels));
        }
        return "%.1f %%".formatted(100 * training.accuracy());
    }

    /** Two linear layers and any activation between them, which may have parameters of its own. */
    private static final class Network extends Layer {

        private final Linear first;
        private final Linear second;
        private final UnaryOperator<Tensor> activation;

        Network(int hidden, UnaryOperator<Tensor> activation, Parameter... learned) {
            first = child("first", new Linear(PIXELS, hidden));
            second = child("second", new Linear(hidden, CLASSES));
            this.activation = activation;
            for (int i = 0; i < learned.length; i++) {
                parameter("learned" + i, learned[i]);
            }
        }

        @Override
        protected Tensor compute(Tensor x) {
            return second.forward(activation.apply(first.forward(x.flatten(1))));
        }
    }
}

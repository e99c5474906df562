package org.gradus.examples.derivatives;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.console.Threads;
import org.gradus.models.CNN;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code hessian}: all second derivatives of a loss by a layer, beside the formula that is known for them. */
@Command(name = "hessian", showDefaultValues = true,
        description = {
                "Trains the lecture's network, takes the Hessian of its loss on some digits by all 3,210 elements",
                "of its last layer, compares it with the closed form, and explains its eigenvalues."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"hessian --digits 32\""})
public final class LastLayerHessian implements Callable<Integer> {

    /** Fewer than the 321 dimensions of the features, and few enough for eigenvalues within seconds. */
    private static final int MOST_DIGITS = 128;

    /** Random directions beyond the rank, so that none that counts is missed. */
    private static final int OVERSAMPLING = 10;

    @Spec
    private CommandSpec spec;

    @Option(names = "--digits", paramLabel = "N", description = "Digits whose mean loss is differentiated, at most 128")
    private int digits = 64;

    @Option(names = "--epochs", paramLabel = "N", description = "How often every training digit is shown before")
    private int epochs = 1;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers start")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        checkArgument(digits >= 1 && digits <= MOST_DIGITS, "[hessian] --digits must be 1 to %s, but is %s",
                MOST_DIGITS, digits);
        checkArgument(epochs >= 0, "[hessian] --epochs must not be negative, but is %s", epochs);
        threads.apply();
        PrintWriter console = spec.commandLine().getOut();
        CNN model = trained();
        console.println();
        var table = new TextTable(1, "", "shape", "seconds", "largest element", "asymmetry", "from the closed form");
        Batch samples = DigitTraining.testDigits(digits);
        compared(table, LastLayer.of(model, "fc", samples, DType.FLOAT32));
        LastLayer layer = LastLayer.of(model, "fc", samples, DType.FLOAT64);
        Tensor h = compared(table, layer);
        console.println(
                """
                        Hessian of the loss on %s test digits by fc.weight [10,320] and fc.bias [10], as one matrix:

                        %s

                        The last columns are the largest differences from the transpose, and from the closed form
                        (1/N) Σ (diag p − p·pᵀ) ⊗ x·xᵀ, where p are a digit's probabilities and x its features with a 1 for the bias.
                        """
                        .formatted(digits, table));
        return explain(layer, h, console) ? 0 : 1;
    }

    private CNN trained() {
        Rng.manualSeed(seed);
        var model = new CNN();
        var training = new DigitTraining(model, 0.05);
        for (int epoch = 0; epoch < epochs; epoch++) {
            training.epoch((x, labels) -> ClassLosses.crossEntropy(model.forward(x), labels));
        }
        spec.commandLine().getOut().println("Epochs of training: %s; digits then read rightly: %.1f %%"
                .formatted(epochs, 100 * training.accuracy()));
        return model;
    }

    /** The Hessian, as one matrix. */
    private static Tensor compared(TextTable table, LastLayer layer) {
        Stopwatch watch = Stopwatch.createStarted();
        ImmutableList<ImmutableList<Tensor>> blocks = layer.hessian();
        double seconds = watch.elapsed(TimeUnit.MILLISECONDS) / 1e3;
        Tensor h = layer.joined(blocks);
        table.row(h.dtype().toString().toLowerCase(), h.shape(), "%.1f".formatted(seconds),
                "%.3f".formatted(largest(h)), "%.1e".formatted(largest(h.sub(h.t()))),
                "%.1e".formatted(largest(h.sub(layer.joined(layer.hessianByFormula())))));
        return h;
    }

    /** Prints what is true of the eigenvalues; gives whether it is. */
    private static boolean explain(LastLayer layer, Tensor h, PrintWriter console) {
        int d = h.size(0);
        int samples = layer.x().size(0);
        int features = layer.x().size(1) + 1;
        int others = layer.bias().numel() - 1;
        int rank = others * samples;
        Spectrum spectrum = Spectrum.of(h, rank + OVERSAMPLING, new Rng(0));
        double[] values = spectrum.values();
        double negligible = d * Math.ulp(1.0);
        console.println("""
                Eigenvalues in float64, none off by more than %.0e:

                largest %.4f, smallest %.0e: none is negative, for the loss is convex in its last layer;
                  gradient descent in this layer alone is stable with steps below 2/%.4f = %.2f
                practically 0, below %.0e of the largest: %,d of %,d. At least %,d have to be:
                  %,d, because to add one row to all rows of [W,b] moves all scores of a digit by the same number, and
                    softmax does not see that: H times these is at most %.0e;
                  %,d, the %s other rows in each of the %s directions of %s that no digit's features have a part in,
                    which moves no score: H times these is at most %.0e\
                """.formatted(spectrum.error(), values[0], values[values.length - 1], values[0], 2 / values[0],
                negligible, d - spectrum.above(negligible), d, d - rank,
                features, largest(layer.times(h, layer.identity(features)).sum(1)),
                others * (features - samples), others, features - samples, features,
                largest(layer.times(h, layer.unseen()))));
        return values[values.length - 1] >= -spectrum.error() && spectrum.above(negligible) <= rank;
    }

    private static double largest(Tensor a) {
        return a.abs().amax().item();
    }
}

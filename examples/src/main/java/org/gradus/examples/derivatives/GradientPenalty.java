package org.gradus.examples.derivatives;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Stopwatch;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gradus.core.Autograd;
import org.gradus.core.GradOptions;
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

/**
 * The command {@code gradient-penalty}: trains with a loss that contains a gradient.
 *
 * <p>
 * Source: H. Drucker, Y. LeCun, <i>Improving generalization performance using double backpropagation</i>, IEEE Transactions
 * on Neural Networks 3 (1992).
 */
@Command(name = "gradient-penalty", showDefaultValues = true,
        description = {"Trains the lecture's network twice: by its loss alone, and by its loss plus the square of the",
                "loss's gradient by the picture, so that small changes of a picture change little. The second has to",
                "differentiate a gradient in every step."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"gradient-penalty --weight 1\""})
public final class GradientPenalty implements Callable<Integer> {

    private static final int TESTED = 500;

    @Spec
    private CommandSpec spec;

    @Option(names = "--weight", paramLabel = "X", description = "How much the squared gradient counts")
    private double weight = 0.3;

    @Option(names = "--epochs", paramLabel = "N", description = "How often every training digit is shown")
    private int epochs = 2;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers start")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        checkArgument(epochs >= 1, "[gradient-penalty] --epochs must be at least 1, but is %s", epochs);
        checkArgument(weight >= 0, "[gradient-penalty] --weight must not be negative, but is %s", weight);
        threads.apply();
        PrintWriter console = spec.commandLine().getOut();
        var table = new TextTable(1, "trained by", "epoch", "digits right", "squared gradient", "seconds");
        train("loss", 0, table);
        train("loss + %s · squared gradient".formatted(weight), weight, table);
        console.println(table);
        return 0;
    }

    private void train(String name, double penalty, TextTable table) {
        Rng.manualSeed(seed);
        var model = new CNN();
        var training = new DigitTraining(model, 0.05);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            Stopwatch watch = Stopwatch.createStarted();
            training.epoch((x, labels) -> objective(model, x, labels, penalty));
            double seconds = watch.elapsed(TimeUnit.MILLISECONDS) / 1e3;
            double squared = squaredGradient(model, DigitTraining.testDigits(TESTED));
            table.row(epoch == 1 ? name : "", epoch, "%.1f %%".formatted(100 * training.accuracy()),
                    "%.4f".formatted(squared), "%.1f".formatted(seconds));
        }
    }

    private static Tensor objective(CNN model, Tensor pictures, Tensor labels, double penalty) {
        Tensor x = pictures.requiresGrad(penalty > 0);
        Tensor loss = ClassLosses.crossEntropy(model.forward(x), labels);
        return penalty > 0
                ? loss.add(squaredGradient(loss, x, GradOptions.DEFAULT.withCreateGraph(true)).mul(penalty))
                : loss;
    }

    /**
     * The mean over N pictures of the square of their losses' gradients, given the mean of the losses: its gradient by one
     * picture is 1/N of that of the picture's own loss.
     */
    private static Tensor squaredGradient(Tensor loss, Tensor pictures, GradOptions options) {
        Tensor gradient = Autograd.grad(List.of(loss), List.of(pictures), options).get(0);
        return gradient.square().sum().mul(pictures.size(0));
    }

    /** The same for digits that are not trained on. */
    static double squaredGradient(CNN model, Batch digits) {
        Tensor x = digits.inputs().requiresGrad(true);
        Tensor loss = ClassLosses.crossEntropy(model.forward(x), digits.targets());
        return squaredGradient(loss, x, GradOptions.DEFAULT).item();
    }
}

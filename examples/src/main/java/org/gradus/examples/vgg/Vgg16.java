package org.gradus.examples.vgg;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Stopwatch;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.Threads;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.models.ModelSummary;
import org.gradus.models.VGG16;
import org.gradus.optim.SGD;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code vgg16}: builds the network, prints it, and runs it forward and through a training step. */
@Command(name = "vgg16", showDefaultValues = true,
        description = {"Builds VGG16 with its 138,357,544 parameters, prints its layers with output shapes, and runs",
                "it on random pictures: forward in evaluation mode and in training mode, and one training step."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"vgg16 --batch-size 8\""})
public final class Vgg16 implements Callable<Integer> {

    private static final int CLASSES = 1000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--batch-size", paramLabel = "N", description = "Pictures a batch")
    private int batchSize = 2;

    @Option(names = "--image-size", paramLabel = "N",
            description = "Height and width of the pictures, a multiple of 32")
    private int imageSize = 224;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers start")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        checkArgument(batchSize >= 1, "[vgg16] --batch-size must be at least 1, but is %s", batchSize);
        threads.apply();
        PrintWriter console = spec.commandLine().getOut();
        var options = VGG16.options().withSide(imageSize);
        Rng.manualSeed(seed);
        VGG16 model = timed("Built", () -> new VGG16(options));
        console.println("%n%s%n%n%s".formatted(model, ModelSummary.of(model, Shape.of(1, 3, imageSize, imageSize))));

        Tensor pictures = Tensor.randn(Rng.global(), batchSize, 3, imageSize, imageSize);
        model.eval();
        Tensor first = timed("Forward, evaluation mode", () -> Tape.noGrad(() -> model.forward(pictures)));
        Tensor second = timed("Forward, evaluation mode", () -> Tape.noGrad(() -> model.forward(pictures)));
        console.println(
                "  scores %s; the second run differs by %s".formatted(first.shape(), difference(first, second)));
        model.train();
        Tensor dropped = timed("Forward, training mode", () -> Tape.noGrad(() -> model.forward(pictures)));
        console.println("  with dropout the scores differ by up to %s".formatted(difference(first, dropped)));
        trainOneStep(model, pictures);
        return 0;
    }

    /** The loss is taken in evaluation mode before and after the step, so that dropout does not blur it. */
    private void trainOneStep(VGG16 model, Tensor pictures) {
        long[] classes = new long[batchSize];
        Rng.global().randint(classes, 0, CLASSES);
        Tensor labels = Tensor.of(classes);
        var loss = new CrossEntropyLoss();
        var optimizer = new SGD(model.parameters(), SGD.options(0.01).withMomentum(0.9));
        double before = evaluate(model, pictures, labels);
        timed("Training step", () -> {
            optimizer.zeroGrad();
            Tensor value = loss.forward(model.forward(pictures), labels);
            value.backward();
            optimizer.step();
            return value;
        });
        spec.commandLine().getOut().println("  loss %.6f before the step, %.6f after it, in evaluation mode"
                .formatted(before, evaluate(model, pictures, labels)));
    }

    private static double evaluate(VGG16 model, Tensor pictures, Tensor labels) {
        model.eval();
        double loss = Tape.noGrad(() -> new CrossEntropyLoss().forward(model.forward(pictures), labels)).item();
        model.train();
        return loss;
    }

    private <T> T timed(String what, Supplier<T> work) {
        Stopwatch watch = Stopwatch.createStarted();
        T result = work.get();
        spec.commandLine().getOut()
                .println("%-26s %8.2f s".formatted(what, watch.elapsed(TimeUnit.MILLISECONDS) / 1e3));
        return result;
    }

    private static String difference(Tensor a, Tensor b) {
        float[] x = a.toFloatArray();
        float[] y = b.toFloatArray();
        float largest = 0;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, Math.abs(x[i] - y[i]));
        }
        return largest == 0 ? "nothing at all" : "%.2g".formatted(largest);
    }
}

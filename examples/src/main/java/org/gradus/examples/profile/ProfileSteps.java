package org.gradus.examples.profile;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.gradus.core.Profile;
import org.gradus.core.Profiler;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.io.AtomicFile;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.Threads;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Layer;
import org.gradus.models.Models;
import org.gradus.optim.SGD;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code profile}: where the time and the memory of training steps go. */
@Command(name = "profile", showDefaultValues = true,
        description = {
                "Trains a published network on random pictures for some steps, after others that let the virtual",
                "machine compile, and prints what its operations cost: calls, time forward and backward, and bytes",
                "allocated, given as results and kept for the backward pass."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"profile --model cnn --batch 64\""})
public final class ProfileSteps implements Callable<Integer> {

    /** The names that {@code --help} lists. */
    private static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Models.names().iterator();
        }
    }

    private static final double MOST_SECONDS = 3600;

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "NAME", completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}")
    private String model = "cnn";

    @Option(names = "--batch", paramLabel = "N", description = "Pictures a step")
    private int batch = 64;

    @Option(names = "--steps", paramLabel = "N", description = "Steps that are measured")
    private int steps = 10;

    @Option(names = "--warm-up", paramLabel = "SECONDS",
            description = "Trains for so long before these, one step at least, and not at all if it is 0")
    private double warmUp = 5;

    @Option(names = "--trace", paramLabel = "FILE",
            description = "Write the timeline too, as JSON for chrome://tracing and ui.perfetto.dev; a file that is there is replaced")
    private @Nullable Path trace;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() throws IOException {
        checkArgument(batch >= 1, "[profile] --batch must be at least 1, but is %s", batch);
        checkArgument(steps >= 1, "[profile] --steps must be at least 1, but is %s", steps);
        checkArgument(warmUp >= 0 && warmUp <= MOST_SECONDS,
                "[profile] --warm-up must be from 0 to %s seconds, but is %s", MOST_SECONDS, warmUp);
        threads.apply();
        Rng.manualSeed(seed);
        Layer network = Models.create(model);
        Shape shape = Models.picture(model).prepend(batch);
        var training = new Steps(network, Tensor.randn(Rng.global(), shape.toArray()));
        training.warmUp(Duration.ofNanos((long) (warmUp * 1e9)));
        var profiler = new Profiler();
        profiler.run(() -> training.run(steps, profiler));
        Profile profile = profiler.profile();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s, %,d steps of %,d pictures %s%n%n%s%n", model, steps, batch, Models.picture(model), profile);
        if (trace != null) {
            AtomicFile.writeString(trace, profile.chromeTrace());
            out.printf("%nThe timeline is in %s; open it in chrome://tracing or ui.perfetto.dev%n", trace);
        }
        out.flush();
        return 0;
    }

    /** Training steps, all on the same pictures. */
    private static final class Steps {

        private final Layer network;
        private final Tensor pictures;
        private final Tensor labels;
        private final CrossEntropyLoss criterion = new CrossEntropyLoss();
        private final SGD optimizer;

        Steps(Layer network, Tensor pictures) {
            this.network = network;
            this.pictures = pictures;
            optimizer = new SGD(network.parameters(), SGD.options(1e-3).withMomentum(0.9));
            long[] classes = new long[pictures.size(0)];
            // every published network tells at least ten classes apart
            Rng.global().randint(classes, 0, 10);
            labels = Tensor.of(classes);
        }

        void warmUp(Duration time) {
            for (Stopwatch spent = Stopwatch.createStarted(); spent.elapsed().compareTo(time) < 0;) {
                run(1, new Profiler());
            }
        }

        void run(int count, Profiler profiler) {
            for (int i = 0; i < count; i++) {
                profiler.span("step", () -> step(profiler));
            }
        }

        private void step(Profiler profiler) {
            optimizer.zeroGrad();
            Tensor loss = profiler.span("forward", () -> criterion.forward(network.forward(pictures), labels));
            profiler.span("backward", () -> loss.backward());
            profiler.span("optimizer", () -> optimizer.step());
        }
    }
}

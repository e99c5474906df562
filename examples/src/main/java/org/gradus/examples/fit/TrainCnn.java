package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.concurrent.Callable;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.data.Dataset;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.Threads;
import org.gradus.examples.fit.TrainingOptions.Setup;
import org.gradus.examples.report.RunFolder;
import org.gradus.layers.Layer;
import org.gradus.models.ModelSummary;
import org.gradus.optim.SGD;
import org.gradus.optim.metrics.Accuracy;
import org.gradus.optim.training.TrainerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code train-cnn}: the lecture's notebook, from the data to a trained model. */
@Command(name = "train-cnn", showDefaultValues = true,
        description = {"Trains the lecture's small convolutional network to read handwritten digits (MNIST).",
                "Shows the data, the model and the progress, and writes metrics, the trained parameters and a page",
                "that shows all of it, report.html, into a new folder."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"train-cnn --epochs 3 --lr 0.01\""})
public final class TrainCnn implements Callable<Integer> {

    private static final String MODEL = "cnn";
    private static final int SIDE = 28;
    private static final int TEST_BATCH = 1000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR",
            description = "Folder with MNIST's four files, gzipped or not, or torchvision's folder around them. "
                    + "Default: 10,000 digits that come with the library")
    private @Nullable Path data;

    @Option(names = "--epochs", paramLabel = "N", description = "How often every training digit is shown")
    private int epochs = 8;

    @Option(names = "--batch-size", paramLabel = "N", description = "Digits a training step")
    private int batchSize = 64;

    @Option(names = "--lr", paramLabel = "X", description = "Learning rate: how far a step goes along the gradient")
    private double learningRate = 0.05;

    @Option(names = "--momentum", paramLabel = "X", description = "How much of the last step the next one keeps")
    private double momentum = 0.9;

    @Option(names = "--seed", paramLabel = "N",
            description = "Seed of all random numbers; the same seed gives the same bits")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder in which the run's own folder is made")
    private Path out = Path.of("runs");

    @Override
    public Integer call() throws IOException {
        checkArgument(epochs >= 1, "[train-cnn] --epochs must be at least 1, but is %s", epochs);
        var loading = DataLoaderOptions.batchSize(batchSize).withShuffle(true).withWorkers(1);
        var descent = SGD.options(learningRate).withMomentum(momentum);
        threads.apply();
        PrintWriter console = spec.commandLine().getOut();

        String name = data == null ? "digits" : "mnist";
        Datasets digits = Datasets.read(name, data, "", 1);
        describe(console, "Training set", digits.train());
        describe(console, "Test set    ", digits.test());

        Rng.manualSeed(seed);
        Recipe recipe = plain(name, digits.train());
        Dataset learnt = digits.train().prepared(recipe.transform());
        Layer model = recipe.network();
        console.println("%n%s%n%n%s".formatted(model,
                ModelSummary.of(model, learnt.get(0).input().shape().prepend(1))));

        var test = new DataLoader(digits.test().prepared(recipe.transform()), DataLoaderOptions.batchSize(TEST_BATCH));
        var setup = new Setup(recipe, digits, model, new SGD(model.parameters(), descent),
                new DataLoader(learnt, loading),
                TrainerOptions.epochs(epochs).withValidation(test).withMetric(TrainingOptions.ACCURACY, Accuracy::new));
        var run = new TrainingRun(RunFolder.create(out, spec.name(), LocalDateTime.now()), console);
        run.begin(setup, new EpochBars(console, digits.train().size(), batchSize));
        run.report(setup, ImmutableMap.of("training",
                "SGD with learning rate %s and momentum %s, %d digits a step, seed %d".formatted(learningRate, momentum,
                        batchSize, seed)));
        return 0;
    }

    /** Digits as the files have them, 0 for paper to 1 for ink. */
    private static Recipe plain(String dataset, PictureSet digits) {
        return new Recipe(MODEL, dataset, digits.classes(), digits.channels(), SIDE, null, ImmutableList.of(0.0),
                ImmutableList.of(1.0));
    }

    private static void describe(PrintWriter out, String name, PictureSet set) {
        Scale scale = set.scale();
        out.println("%s  %,6d digits [%2$d,1,28,28], mean %.4f, standard deviation %.4f".formatted(name, set.size(),
                scale.mean().getFirst(), scale.std().getFirst()));
    }
}

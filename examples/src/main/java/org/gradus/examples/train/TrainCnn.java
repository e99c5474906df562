package org.gradus.examples.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.concurrent.Callable;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.Threads;
import org.gradus.examples.report.EpochResult.Score;
import org.gradus.examples.report.RunFolder;
import org.gradus.models.CNN;
import org.gradus.models.ModelSummary;
import org.gradus.optim.SGD;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code train-cnn}: the lecture's notebook, from the data to a trained model. */
@Command(name = "train-cnn", showDefaultValues = true,
        description = {"Trains the lecture's small convolutional network to read handwritten digits (MNIST).",
                "Shows the data, the model and the progress, and writes pictures, metrics and the trained",
                "parameters into a new folder."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"train-cnn --epochs 3 --lr 0.01\""})
public final class TrainCnn implements Callable<Integer> {

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

        Digits digits = Digits.read(data);
        digits.describe(console);

        Rng.manualSeed(seed);
        var model = new CNN();
        console.println("%n%s%n%n%s".formatted(model,
                ModelSummary.of(model, digits.train().get(0).input().shape().prepend(1))));

        var training = new Training(model, new DataLoader(digits.train(), loading),
                new DataLoader(digits.test(), DataLoaderOptions.batchSize(TEST_BATCH)),
                new SGD(model.parameters(), descent));
        RunFolder folder = RunFolder.create(out, "train-cnn", LocalDateTime.now());
        var report = new RunReport(folder, console);
        report.samples(digits.train());
        double accuracy = train(training, folder, report);
        report.predictions(training, digits.test());
        report.model(training);
        console.println("%nTest accuracy: %.2f %%".formatted(100 * accuracy));
        report.describe(console);
        return 0;
    }

    /** Trains for all epochs and gives the last test accuracy. */
    private double train(Training training, RunFolder folder, RunReport report) throws IOException {
        try (var journal = new Journal(spec.commandLine().getOut(), folder, epochs,
                training.train().dataset().size())) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                journal.beginEpoch();
                Score train = training.trainOneEpoch(journal::step);
                journal.endEpoch(train, training.evaluate());
            }
            journal.complete();
            report.loss(journal.losses(), journal.results());
            return journal.results().getLast().test().accuracy();
        }
    }
}

package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gradus.core.Tensor;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.DownloadLines;
import org.gradus.examples.console.Threads;
import org.gradus.examples.report.RunFolder;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Layer;
import org.gradus.models.Models;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.transforms.Transform;
import org.gradus.optim.Optimizer;
import org.gradus.optim.metrics.Accuracy;
import org.gradus.optim.training.Checkpoint;
import org.gradus.optim.training.CheckpointOptions;
import org.gradus.optim.training.CsvLogger;
import org.gradus.optim.training.EpochResults;
import org.gradus.optim.training.Evaluation;
import org.gradus.optim.training.JsonLinesLogger;
import org.gradus.optim.training.Monitor;
import org.gradus.optim.training.ProgressLines;
import org.gradus.optim.training.TensorBoardLogger;
import org.gradus.optim.training.Trainer;
import org.gradus.optim.training.TrainerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code train}: any network on any data set with any optimiser. */
@Command(name = "train", showDefaultValues = true,
        description = {"Trains a network on a data set, and writes its state and metrics into a new folder after every",
                "epoch. A training that was stopped goes on, bit for bit, by the example resume."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"train --model lenet5 --epochs 10\"",
                "               mvn -q compile exec:exec -Dexample=\"train --dataset fashion-mnist --data DIR\""})
public final class Train implements Callable<Integer> {

    /** The file in the run's folder that holds the command line, an argument a line. */
    static final String ARGUMENTS = "arguments.txt";

    private static final int TEST_BATCH = 500;
    private static final String ACCURACY = "accuracy";

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "NAME", description = "The network; the example summary lists them")
    private String model = "cnn";

    @Option(names = "--dataset", paramLabel = "NAME", completionCandidates = Datasets.Names.class,
            description = "One of ${COMPLETION-CANDIDATES}; the digits, 10,000 of MNIST, come with the library")
    private String dataset = "digits";

    @Mixin
    private DataOptions data;

    @Option(names = "--download", description = "Fetch those of the data set's files that are not there yet")
    private boolean download;

    @Option(names = "--size", paramLabel = "N",
            description = "Pixels a side that pictures are resized to. Default: the network's own if that is at most 32, and else the pictures' own")
    private @Nullable Integer size;

    @Option(names = "--width", paramLabel = "N",
            description = "Filters of a VGG's first block, 64 as it is published; all layers grow and shrink with it")
    private @Nullable Integer width;

    @Option(names = "--optimizer", paramLabel = "NAME", completionCandidates = Optimizers.Names.class,
            description = "One of ${COMPLETION-CANDIDATES}")
    private String optimizer = "sgd";

    @Option(names = "--lr", paramLabel = "X", description = "Learning rate")
    private double learningRate = 0.05;

    @Option(names = "--momentum", paramLabel = "X", description = "Momentum, of sgd and rmsprop")
    private double momentum = 0.9;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Weight decay")
    private double weightDecay;

    @Option(names = "--schedule", paramLabel = "NAME", completionCandidates = Schedules.Names.class,
            description = "How the learning rate goes: ${COMPLETION-CANDIDATES}")
    private String schedule = "one-cycle";

    @Option(names = "--augment", paramLabel = "NAME", split = ",", completionCandidates = Augmentations.Names.class,
            showDefaultValue = Visibility.NEVER,
            description = "Changes the training pictures at random, anew in every epoch; some of ${COMPLETION-CANDIDATES}, separated by commas and done in the order given")
    private List<String> augment = List.of();

    @Option(names = "--sampler", paramLabel = "NAME", completionCandidates = Samplers.Names.class,
            description = "How an epoch's pictures are chosen, one of ${COMPLETION-CANDIDATES}: in random order; rare classes as often as common ones; or each class spread evenly")
    private String sampler = "shuffle";

    @Option(names = "--epochs", paramLabel = "N", description = "How often every picture is shown")
    private int epochs = 8;

    @Option(names = "--batch-size", paramLabel = "N", description = "Pictures a step")
    private int batchSize = 64;

    @Option(names = "--workers", paramLabel = "N", description = "Batches prepared ahead")
    private int workers = 1;

    @Option(names = "--seed", paramLabel = "N",
            description = "Seed of all random numbers; the same seed gives the same bits")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder in which the run's own folder is made")
    private Path out = Path.of("runs");

    @Override
    public Integer call() throws IOException {
        Setup setup = prepare();
        RunFolder run = RunFolder.create(out, "train", LocalDateTime.now());
        Path folder = run.path();
        List<String> given = spec.commandLine().getParseResult().originalArgs();
        Files.write(folder.resolve(ARGUMENTS), given.subList(given.indexOf(spec.name()) + 1, given.size()));
        run.write(Recipe.FILE, content -> content.write(setup.recipe().toJson().getBytes(UTF_8)));
        train(setup, folder, spec.commandLine().getOut());
        return 0;
    }

    /** What is trained, by what, on what and how. */
    record Setup(Recipe recipe, Layer model, Optimizer<?> optimizer, DataLoader train, TrainerOptions options) {}

    /** Reads the data and makes the network, checking everything that the command line says. */
    Setup prepare() throws IOException {
        checkArgument(epochs >= 1, "[train] --epochs must be at least 1, but is %s", epochs);
        checkArgument(size == null || size >= 1, "[train] --size must be at least 1, but is %s", size);
        threads.apply();
        if (download) {
            var lines = new DownloadLines(spec.commandLine().getOut());
            Datasets.download(dataset, data.root(), DownloadOptions.DEFAULT.withProgress(lines));
        }
        Datasets datasets = Datasets.read(dataset, data.root(), data.label(), Models.picture(model).size(0));
        Recipe recipe = Recipe.of(model, dataset, datasets.train(), size, width);
        Rng.manualSeed(seed);
        Layer network = recipe.network();
        var descent = Optimizers.create(optimizer, network.parameters(), learningRate, momentum, weightDecay);
        DataLoader train = training(datasets.train(), recipe);
        var test = new DataLoader(datasets.test().prepared(recipe.transform()),
                DataLoaderOptions.batchSize(TEST_BATCH).withWorkers(workers));
        TrainerOptions options = TrainerOptions.epochs(epochs).withValidation(test).withMetric(ACCURACY, Accuracy::new);
        return new Setup(recipe, network, descent, train,
                Schedules.add(schedule, options, descent, epochs * train.batches()));
    }

    private DataLoader training(PictureSet set, Recipe recipe) {
        var loading = Samplers.add(sampler, DataLoaderOptions.batchSize(batchSize).withWorkers(workers), set.labels());
        Transform<Tensor> normalize = recipe.normalize();
        return Augmentations.of(augment, recipe.size())
                .map(change -> new DataLoader(set.prepared(recipe.sized()), loading.withAugmentation(change
                        .andThen((picture, _) -> normalize.apply(picture.unsqueeze(0)).squeeze(0)))))
                .orElseGet(() -> new DataLoader(set.prepared(recipe.transform()), loading));
    }

    /** Trains from the beginning or, where the folder holds a state, from there. */
    void train(Setup setup, Path folder, PrintWriter console) {
        var checkpoint = new Checkpoint(folder,
                CheckpointOptions.DEFAULT.withBest(Monitor.highest("validation_" + ACCURACY)));
        TrainerOptions options = setup.options().withCallback(new ProgressLines(console::println))
                .withCallback(new JsonLinesLogger(folder.resolve("metrics.jsonl")))
                .withCallback(new CsvLogger(folder.resolve("epochs.csv")))
                .withCallback(new TensorBoardLogger(folder.resolve("tensorboard"))).withCallback(checkpoint);
        var trainer = new Trainer(setup.model(), new CrossEntropyLoss(), setup.optimizer(), options);
        DataLoader test = Objects.requireNonNull(options.validation());
        console.println("%s on %s: %,d pictures to train on, %,d to test with, %,d parameters".formatted(model, dataset,
                setup.train().dataset().size(), test.dataset().size(),
                setup.model().parameters().stream().mapToLong(Tensor::numel).sum()));
        if (checkpoint.resume(trainer)) {
            console.println("Goes on after %,d steps, %d of %d epochs.".formatted(trainer.steps(), trainer.epochs(),
                    epochs));
        }
        ImmutableList<EpochResults> results = trainer.fit(setup.train());
        Evaluation last = results.isEmpty()
                ? trainer.evaluate(test)
                : Objects.requireNonNull(results.getLast().validation());
        console.println(
                "%nTest accuracy: %.2f %%%nWritten to %s: %s and %s, whole states; metrics.jsonl, epochs.csv, tensorboard/"
                        .formatted(100 * last.metrics().get(ACCURACY), folder, checkpoint.last().getFileName(),
                                checkpoint.best().getFileName()));
    }
}

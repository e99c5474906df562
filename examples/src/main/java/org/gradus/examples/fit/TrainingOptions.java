package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.gradus.core.Tensor;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.DownloadLines;
import org.gradus.examples.console.Threads;
import org.gradus.layers.Layer;
import org.gradus.models.Models;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.transforms.Transform;
import org.gradus.optim.Optimizer;
import org.gradus.optim.metrics.Accuracy;
import org.gradus.optim.training.TrainerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is trained on what and how, for commands to mix in. */
final class TrainingOptions {

    /** The name of the measure that networks are judged by. */
    static final String ACCURACY = "accuracy";

    private static final int TEST_BATCH = 500;

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
    private double weightDecay = 0.0005;

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

    @Option(names = "--workers", paramLabel = "N", description = "Threads that prepare batches ahead, two each")
    private int workers = 1;

    @Option(names = "--seed", paramLabel = "N",
            description = "Seed of all random numbers; the same seed gives the same bits")
    private long seed = 1234;

    @Mixin
    private Threads threads;

    /** What is trained, by what, on what and how. */
    record Setup(Recipe recipe, Datasets datasets, Layer model, Optimizer<?> optimizer, DataLoader train,
            TrainerOptions options) {}

    /** Reads the data and makes the network, checking everything that the command line says. */
    Setup prepare(PrintWriter console) throws IOException {
        checkArgument(epochs >= 1, "[train] --epochs must be at least 1, but is %s", epochs);
        checkArgument(size == null || size >= 1, "[train] --size must be at least 1, but is %s", size);
        threads.apply();
        if (download) {
            var lines = new DownloadLines(console);
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
        return new Setup(recipe, datasets, network, descent, train,
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

    /** Where the data set's files are. */
    DataOptions data() {
        return data;
    }
}

package org.gradus.examples.fit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.gradus.examples.fit.TrainingOptions.ACCURACY;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.Tensor;
import org.gradus.core.data.DataLoader;
import org.gradus.examples.fit.TrainingOptions.Setup;
import org.gradus.examples.report.History;
import org.gradus.examples.report.RunFolder;
import org.gradus.examples.report.RunReport;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.optim.training.Callback;
import org.gradus.optim.training.Checkpoint;
import org.gradus.optim.training.CheckpointOptions;
import org.gradus.optim.training.CsvLogger;
import org.gradus.optim.training.EpochResults;
import org.gradus.optim.training.Evaluation;
import org.gradus.optim.training.JsonLinesLogger;
import org.gradus.optim.training.Monitor;
import org.gradus.optim.training.TensorBoardLogger;
import org.gradus.optim.training.Trainer;
import org.gradus.optim.training.TrainerOptions;

/**
 * A training that keeps its state, metrics and recipe in a folder.
 *
 * @param folder which is there
 * @param console hears how it goes
 */
record TrainingRun(RunFolder folder, PrintWriter console) {

    /** Writes how the network is built and fed, and trains it; otherwise as {@link #resume}. */
    void begin(Setup setup, Callback progress) {
        folder.write(Recipe.FILE, content -> content.write(setup.recipe().toJson().getBytes(UTF_8)));
        resume(setup, progress);
    }

    /** Trains from the beginning or, where the folder holds a state, from there. */
    void resume(Setup setup, Callback progress) {
        Path path = folder.path();
        var checkpoint = new Checkpoint(path,
                CheckpointOptions.DEFAULT.withBest(Monitor.highest("validation_" + ACCURACY)));
        TrainerOptions options = setup.options().withCallback(progress)
                .withCallback(new JsonLinesLogger(path.resolve(History.FILE)))
                .withCallback(new CsvLogger(path.resolve("epochs.csv")))
                .withCallback(new TensorBoardLogger(path.resolve("tensorboard"))).withCallback(checkpoint);
        var trainer = new Trainer(setup.model(), new CrossEntropyLoss(), setup.optimizer(), options);
        if (checkpoint.resume(trainer)) {
            console.println("Goes on after %,d steps, %d of %d epochs.".formatted(trainer.steps(), trainer.epochs(),
                    options.epochs()));
        }
        ImmutableList<EpochResults> results = trainer.fit(setup.train());
        DataLoader test = Objects.requireNonNull(options.validation());
        Evaluation last = results.isEmpty()
                ? trainer.evaluate(test)
                : Objects.requireNonNull(results.getLast().validation());
        console.println(
                "%nTest accuracy: %.2f %%%nWritten to %s: %s and %s, whole states; %s, epochs.csv, tensorboard/"
                        .formatted(100 * last.metrics().get(ACCURACY), path, checkpoint.last().getFileName(),
                                checkpoint.best().getFileName(), History.FILE));
    }

    /** Says what is trained on what. */
    void announce(Setup setup) {
        console.println("%s on %s: %,d pictures to train on, %,d to test with, %,d parameters".formatted(
                setup.recipe().model(), setup.recipe().dataset(), setup.datasets().train().size(),
                setup.datasets().test().size(),
                setup.model().parameters().stream().mapToLong(Tensor::numel).sum()));
    }

    /** Writes the report on the best weights. The run is complete without it: what goes wrong is told and no more. */
    void report(Setup setup, Map<String, String> facts) {
        try {
            Path weights = folder.path().resolve(Trained.BEST);
            var subject = Reports.subject(setup.recipe(), Trained.network(setup.recipe(), weights), setup.datasets(),
                    ImmutableMap.<String, String>builder().putAll(facts).put("weights", Trained.BEST).buildOrThrow(),
                    History.read(folder.path()));
            folder.write(RunReport.FILE, RunReport.of(subject));
            console.println("All of it to look at: " + folder.path().resolve(RunReport.FILE));
        } catch (IOException | RuntimeException e) {
            console.println("Warning: %s could not be written, the rest is complete: %s".formatted(RunReport.FILE,
                    e.getMessage()));
        }
    }
}

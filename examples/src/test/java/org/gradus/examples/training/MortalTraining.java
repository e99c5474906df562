package org.gradus.examples.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.data.Dataset;
import org.gradus.core.data.Sample;
import org.gradus.core.io.SafeTensors;
import org.gradus.core.random.Rng;
import org.gradus.layers.Conv2d;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Dropout;
import org.gradus.layers.Flatten;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.datasets.MNIST;
import org.gradus.optim.Adam;
import org.gradus.optim.CosineAnnealingLR;
import org.gradus.optim.metrics.Accuracy;
import org.gradus.optim.training.Callback;
import org.gradus.optim.training.Checkpoint;
import org.gradus.optim.training.CheckpointOptions;
import org.gradus.optim.training.JsonLinesLogger;
import org.gradus.optim.training.Monitor;
import org.gradus.optim.training.Schedule;
import org.gradus.optim.training.Trainer;
import org.gradus.optim.training.TrainerOptions;
import org.gradus.optim.training.TrainingContext;

/** A process that learns a few of the embedded digits, going on from its folder's last checkpoint, and may die at any time. */
final class MortalTraining {

    static final String WEIGHTS = "weights.safetensors";
    static final String LOG = "metrics.jsonl";
    static final int STEPS = 24; // 3 epochs of 15 batches, two a step

    private static final int DIGITS = 117; // the last batch has five

    private MortalTraining() {}

    /** The command that starts it; one that lingers does not end by itself. */
    static List<String> command(Path folder, boolean lingers) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), MortalTraining.class.getName(), folder.toString(),
                Boolean.toString(lingers));
    }

    /** Says {@code step 3} after the third step, before it is saved, and {@code end} at the end. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        Rng.manualSeed(1234);
        var model = new Sequential(new Conv2d(1, 4, 5), new ReLU(), new MaxPool2d(4), new Flatten(),
                new Dropout(0.25), new Linear(144, 10));
        var optimizer = new Adam(model.parameters(), 0.01);
        var loading = DataLoaderOptions.batchSize(8).withShuffle(true).withWorkers(2);
        var checkpoint = new Checkpoint(folder,
                CheckpointOptions.DEFAULT.withEverySteps(2).withBest(Monitor.lowest("validation_loss")));
        var trainer = new Trainer(model, new CrossEntropyLoss(), optimizer,
                TrainerOptions.epochs(3).withAccumulate(2)
                        .withSchedule(Schedule.perStep(new CosineAnnealingLR(optimizer, STEPS)))
                        .withMetric("accuracy", Accuracy::new)
                        .withValidation(new DataLoader(first(MNIST.embeddedTest(), 40),
                                DataLoaderOptions.batchSize(40)))
                        .withCallback(new JsonLinesLogger(folder.resolve(LOG))).withCallback(new Callback() {
                            @Override
                            public void onStep(TrainingContext context) {
                                say("step " + context.step());
                            }
                        }).withCallback(checkpoint));
        checkpoint.resume(trainer);
        trainer.fit(new DataLoader(first(MNIST.embeddedTrain(), DIGITS), loading));
        SafeTensors.save(folder.resolve(WEIGHTS), model.stateDict());
        say("end");
        if (Boolean.parseBoolean(args[1])) {
            Thread.sleep(600_000);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static Dataset first(ImageDataset digits, int size) {
        return new Dataset() {

            @Override
            public int size() {
                return size;
            }

            @Override
            public Sample get(int index) {
                return digits.get(index);
            }

            @Override
            public Batch batch(int[] indices) {
                return digits.batch(indices);
            }
        };
    }
}

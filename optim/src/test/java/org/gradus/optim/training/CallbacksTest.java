package org.gradus.optim.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.gradus.optim.training.SmallTraining.assertSameBits;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.gradus.optim.PlateauOptions.PlateauMode;
import org.gradus.optim.StateDict;
import org.gradus.optim.metrics.Accuracy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {

    @TempDir
    private Path folder;

    private static final TrainerOptions OPTIONS = TrainerOptions.epochs(3).withMetric("accuracy", Accuracy::new);

    /** Stops a training after a step. */
    private record StopAfter(long step) implements Callback {

        @Override
        public void onStep(TrainingContext context) {
            if (context.step() == step) {
                context.trainer().stop();
            }
        }
    }

    private static Trainer train(TrainerOptions options) {
        var trainer = SmallTraining.withMomentum().trainer(options);
        trainer.fit(SmallTraining.loader());
        return trainer;
    }

    /** What an epoch gave whose training loss was so much. */
    private static EpochResults epoch(int number, double loss) {
        return new EpochResults(number, number, 0.1, new Evaluation(loss, ImmutableMap.of()), null);
    }

    private static TrainingContext context(Trainer trainer) {
        return new TrainingContext(trainer, 1, 9, 1, 1, 1, 0, 0);
    }

    @Test
    void early_stopping_stops_after_the_last_epoch_that_its_patience_allows() {
        var stopping = new EarlyStopping(Monitor.lowest("train_loss").withMinDelta(0.5), 2);
        var trainer = SmallTraining.withMomentum().trainer(OPTIONS);
        double[] losses = {5, 4, 3.6, 3.4, 3.3, Double.NaN}; // better by more than 0.5: 5, 4, 3.4
        for (int i = 0; i < losses.length; i++) {
            assertThat(stopping.hasStopped()).as("before %s", i).isFalse();
            stopping.onEpochEnd(context(trainer), epoch(i + 1, losses[i]));
        }
        assertThat(stopping.hasStopped()).isTrue();
        assertThat(stopping.best()).isEqualTo(3.4);
        assertThat(stopping.bestEpoch()).isEqualTo(4);

        var highest = new EarlyStopping(Monitor.highest("train_loss"), 1);
        highest.onEpochEnd(context(trainer), epoch(1, 0.5));
        highest.onEpochEnd(context(trainer), epoch(2, 0.6));
        assertThat(highest.hasStopped()).isFalse();
        highest.onEpochEnd(context(trainer), epoch(3, 0.6));
        assertThat(highest.hasStopped()).isTrue();
    }

    @Test
    void a_training_stopped_early_stays_stopped_when_it_is_resumed() {
        var monitor = Monitor.lowest("train_loss").withMinDelta(100); // no second epoch is that much better
        var stopped = train(OPTIONS.withEpochs(9).withCallback(new EarlyStopping(monitor, 2)));
        assertThat(stopped.epochs()).isEqualTo(3);
        var stopping = new EarlyStopping(monitor, 2);
        var resumed = SmallTraining.withMomentum().trainer(OPTIONS.withEpochs(9).withCallback(stopping));
        resumed.loadStateDict(stopped.stateDict());
        assertThat(resumed.fit(SmallTraining.loader())).isEmpty();
        assertThat(stopping.bestEpoch()).isEqualTo(1);
    }

    @Test
    void monitors_know_what_is_better_and_what_is_measured() {
        assertThat(Monitor.lowest("a").isBetter(1, 2)).isTrue();
        assertThat(Monitor.lowest("a").isBetter(2, 2)).isFalse();
        assertThat(Monitor.highest("a").isBetter(Double.NaN, Monitor.highest("a").worst())).isFalse();
        assertThat(new Monitor("a", PlateauMode.MAX, 0.1).isBetter(2.05, 2)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Monitor.lowest("a").withMinDelta(-1))
                .withMessage("[monitor] minDelta must be positive or zero, but is -1.0");
        for (Callback callback : List.of(new EarlyStopping(Monitor.lowest("val_loss"), 1),
                new Checkpoint(folder, CheckpointOptions.DEFAULT.withBest(Monitor.lowest("val_loss"))))) {
            assertThatIllegalArgumentException().isThrownBy(() -> train(OPTIONS.withCallback(callback))).withMessage(
                    "[monitor] there is no measure 'val_loss'; this training has [train_loss, train_accuracy]");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new EarlyStopping(Monitor.lowest("a"), 0))
                .withMessage("[earlyStopping] patience must be at least 1 epoch, but is 0");
    }

    @Test
    void checkpoints_hold_the_last_state_and_that_of_the_best_epoch() throws IOException {
        var checkpoint = new Checkpoint(folder.resolve("new/run"),
                CheckpointOptions.DEFAULT.withEverySteps(5).withBest(Monitor.highest("train_loss")));
        assertThat(checkpoint.resume(SmallTraining.withMomentum().trainer(OPTIONS))).isFalse();
        List<StateDict> ends = new ArrayList<>();
        var trainer = train(OPTIONS.withCallback(checkpoint).withCallback(new Callback() {
            @Override
            public void onSettled(TrainingContext context) {
                assertThat(Files.exists(checkpoint.last())).isEqualTo(context.step() >= 5);
            }

            @Override
            public void onEpochEnd(TrainingContext context, EpochResults results) {
                ends.add(StateDict.of(context.trainer().model().stateDict()));
            }
        }));
        assertSameBits(StateDict.load(checkpoint.last()).tensors(), trainer.stateDict().tensors());
        // the loss falls, so that the first epoch has the highest
        assertSameBits(StateDict.load(checkpoint.best()).part("model.").tensors(), ends.getFirst().tensors());
        var model = SmallTraining.withMomentum().model;
        checkpoint.loadBest(model);
        assertSameBits(model.stateDict(), ends.getFirst().tensors());
        try (var files = Files.list(folder.resolve("new/run"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void a_training_resumed_from_a_checkpoint_has_the_same_bits() {
        var whole = train(OPTIONS);
        var options = CheckpointOptions.DEFAULT.withEverySteps(2);
        train(OPTIONS.withCallback(new Checkpoint(folder, options)).withCallback(new StopAfter(11)));
        var checkpoint = new Checkpoint(folder, options);
        var resumed = SmallTraining.withMomentum().trainer(OPTIONS.withCallback(checkpoint));
        assertThat(checkpoint.resume(resumed)).isTrue();
        assertThat(resumed.steps()).isEqualTo(10);
        resumed.fit(SmallTraining.loader());
        assertSameBits(resumed.stateDict().tensors(), whole.stateDict().tensors());
    }

    @Test
    void checkpoints_that_cannot_be_read_or_written_say_so() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        Assertions.assertThatThrownBy(() -> train(OPTIONS.withCallback(new Checkpoint(file))))
                .isInstanceOf(UncheckedIOException.class).hasMessageContaining("[checkpoint] cannot make the folder");
        Assertions.assertThatThrownBy(() -> new Checkpoint(folder).loadBest(SmallTraining.withMomentum().model))
                .isInstanceOf(UncheckedIOException.class).hasMessageContaining("best.safetensors: it does not exist");
        assertThatIllegalArgumentException().isThrownBy(() -> CheckpointOptions.DEFAULT.withEverySteps(-1))
                .withMessage("[checkpoint] the number of steps must not be negative, but is -1");
    }

    @Test
    void json_lines_hold_every_step_and_every_epoch() throws IOException {
        Path file = folder.resolve("logs/metrics.jsonl");
        var trainer = train(OPTIONS.withCallback(new JsonLinesLogger(file)).withValidation(SmallTraining.loader()));
        List<JsonObject> lines = Files.readAllLines(file).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        assertThat(lines).hasSize(21 + 3);
        assertThat(lines.getFirst().keySet()).containsExactly("step", "epoch", "loss", "learning_rate");
        assertThat(lines.get(8).get("step").getAsInt()).isEqualTo(8);
        assertThat(lines.get(8).get("epoch").getAsInt()).isEqualTo(2);
        assertThat(lines.get(7).keySet()).containsExactly("epoch", "step", "learning_rate", "train_loss",
                "train_accuracy", "validation_loss", "validation_accuracy");
        assertThat(lines.getLast().get("validation_loss").getAsDouble())
                .isEqualTo(trainer.evaluate(SmallTraining.loader()).loss(), Assertions.within(1e-6));
    }

    @Test
    void what_is_no_finite_number_is_null_in_json() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        var logger = new JsonLinesLogger(file);
        var trainer = SmallTraining.withMomentum().trainer(OPTIONS);
        logger.onFitBegin(context(trainer));
        logger.onEpochEnd(context(trainer), epoch(1, Double.NaN));
        assertThat(file).hasContent("{\"epoch\":1,\"step\":1,\"learning_rate\":0.1,\"train_loss\":null}\n");
    }

    @Test
    void a_table_has_a_line_for_every_epoch() throws IOException {
        Path file = folder.resolve("metrics.csv");
        train(OPTIONS.withCallback(new CsvLogger(file)));
        List<String> lines = List.of(Files.readString(file).split("\r\n"));
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).isEqualTo("epoch,step,learning_rate,train_loss,train_accuracy");
        assertThat(lines.getLast()).matches("3,21,0\\.1,0\\.\\d+,[01]\\.\\d+");
    }

    @Test
    void events_are_a_version_and_then_scalars() throws IOException {
        var clock = InstantSource.fixed(Instant.ofEpochMilli(1_500));
        List<byte[]> expected = new ArrayList<>(List.of(EventFile.version(1.5)));
        var options = OPTIONS.withEpochs(1).withValidation(SmallTraining.loader());
        train(options.withCallback(new TensorBoardLogger(folder, clock)).withCallback(new Callback() {
            @Override
            public void onStep(TrainingContext context) {
                expected.add(EventFile.scalars(1.5, context.step(),
                        ImmutableMap.of("step/loss", context.loss(), "step/learning_rate", 0.1)));
            }

            @Override
            public void onEpochEnd(TrainingContext context, EpochResults results) {
                expected.add(EventFile.scalars(1.5, 7, ImmutableMap.of("train/loss", results.train().loss(),
                        "train/accuracy", results.train().metrics().get("accuracy"))));
                expected.add(EventFile.scalars(1.5, 7, ImmutableMap.of("validation/loss",
                        results.validation().loss(), "validation/accuracy",
                        results.validation().metrics().get("accuracy"))));
            }
        }));
        assertThat(Files.readAllBytes(folder.resolve("events.out.tfevents.gradus")))
                .isEqualTo(Bytes.concat(expected.toArray(byte[][]::new)));
    }

    /** All files that log, with the clock at rest. */
    private static TrainerOptions logged(Path folder) {
        return OPTIONS.withCallback(new JsonLinesLogger(folder.resolve("m.jsonl")))
                .withCallback(new CsvLogger(folder.resolve("m.csv")))
                .withCallback(new TensorBoardLogger(folder, InstantSource.fixed(Instant.EPOCH)));
    }

    @Test
    void logs_of_a_resumed_training_are_those_of_one_that_was_never_stopped() throws IOException {
        Path whole = folder.resolve("whole");
        train(logged(whole));
        Path parts = folder.resolve("parts");
        var checkpoint = new Checkpoint(parts, CheckpointOptions.DEFAULT.withEverySteps(3));
        train(logged(parts).withCallback(checkpoint).withCallback(new StopAfter(17))); // two steps behind the state
        var resumed = SmallTraining.withMomentum().trainer(logged(parts).withCallback(checkpoint));
        checkpoint.resume(resumed);
        assertThat(resumed.steps()).isEqualTo(15);
        resumed.fit(SmallTraining.loader());
        for (String file : List.of("m.jsonl", "m.csv", "events.out.tfevents.gradus")) {
            assertThat(parts.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    @Test
    void a_new_training_replaces_its_logs_and_a_missing_log_begins_anew() throws IOException {
        Files.writeString(folder.resolve("m.jsonl"), "something older\n".repeat(1000));
        var trainer = train(logged(folder));
        assertThat(Files.readAllLines(folder.resolve("m.jsonl"))).hasSize(24).allMatch(line -> line.startsWith("{"));
        StateDict state = trainer.stateDict();
        Path elsewhere = folder.resolve("elsewhere");
        var moved = SmallTraining.withMomentum().trainer(logged(elsewhere).withEpochs(4));
        moved.loadStateDict(state);
        moved.fit(SmallTraining.loader());
        assertThat(Files.readAllLines(elsewhere.resolve("m.jsonl"))).hasSize(8);
        assertThat(Files.readAllLines(elsewhere.resolve("m.csv"))).hasSize(2);

        Files.write(folder.resolve("m.jsonl"), "cut".getBytes(UTF_8));
        var cut = SmallTraining.withMomentum().trainer(logged(folder).withEpochs(4));
        cut.loadStateDict(state);
        assertThatIllegalStateException().isThrownBy(() -> cut.fit(SmallTraining.loader()))
                .withMessageMatching("\\[log] .*m.jsonl had at least \\d+ bytes when the training was saved, "
                        + "but has 3 now; .*");
    }

    @Test
    void a_table_goes_on_with_the_same_columns_only() {
        var trainer = train(OPTIONS.withCallback(new CsvLogger(folder.resolve("m.csv"))));
        var wider = SmallTraining.withMomentum().trainer(OPTIONS.withCallback(new CsvLogger(folder.resolve("m.csv")))
                .withValidation(SmallTraining.loader()));
        wider.loadStateDict(trainer.stateDict());
        assertThatIllegalStateException().isThrownBy(() -> wider.fit(SmallTraining.loader()))
                .withMessageStartingWith("[csvLogger] the table has the columns epoch,step,learning_rate,train_loss,"
                        + "train_accuracy, but this training gives epoch,");
    }

    @Test
    void progress_is_a_line_for_every_epoch_and_for_some_steps() {
        List<String> lines = new ArrayList<>();
        var clock = new AtomicLong();
        train(OPTIONS.withEpochs(2).withValidation(SmallTraining.loader())
                .withCallback(new ProgressLines(lines::add, 5, () -> clock.getAndAdd(500_000_000))));
        assertThat(lines).hasSize(2 + 2);
        assertThat(lines.get(0)).matches("epoch 1/2  step 5  batch 5/7  loss \\d\\.\\d{4}");
        assertThat(lines.get(1)).matches("epoch 1/2  training: loss \\d\\.\\d{4}, accuracy \\d\\.\\d{4}   "
                + "validation: loss \\d\\.\\d{4}, accuracy \\d\\.\\d{4}   0\\.5 s");
        assertThat(lines.get(2)).startsWith("epoch 2/2  step 10  batch 3/7");
        assertThatIllegalArgumentException().isThrownBy(() -> new ProgressLines(lines::add, -1))
                .withMessage("[progressLines] the number of steps must not be negative, but is -1");
    }
}

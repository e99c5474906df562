package org.gradus.optim.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.gradus.optim.training.SmallTraining.assertSameBits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.Tensor;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Dropout;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.Sequential;
import org.gradus.optim.Adam;
import org.gradus.optim.CosineAnnealingLR;
import org.gradus.optim.Notes;
import org.gradus.optim.Optimizer;
import org.gradus.optim.PlateauOptions;
import org.gradus.optim.ReduceLROnPlateau;
import org.gradus.optim.SGD;
import org.gradus.optim.StateDict;
import org.gradus.optim.StepLR;
import org.gradus.optim.metrics.Accuracy;
import org.gradus.optim.metrics.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training stopped after any step and resumed from its state by new objects is the one that was never stopped. */
class ResumeTest {

    @TempDir
    private Path folder;

    /** Ways to train, each with seven batches an epoch. */
    enum Kind {
        MOMENTUM(1, 0, false, model -> new SGD(model.parameters(), SGD.options(0.1).withMomentum(0.9)),
                optimizer -> Schedule.perEpoch(new StepLR(optimizer, 1, 0.7))), ADAM_WITH_WORKERS(1, 2, false,
                        model -> new Adam(model.parameters(), 0.05),
                        optimizer -> Schedule.perStep(
                                new CosineAnnealingLR(optimizer, 21))), ACCUMULATION_AND_A_GENERATOR_OF_THE_LOADERS_OWN(
                                        3, 0, true, model -> new Adam(model.parameters(), 0.05),
                                        optimizer -> Schedule.perStep(new CosineAnnealingLR(optimizer,
                                                9))), ACCUMULATION_WITH_WORKERS_AND_A_GENERATOR_OF_THE_LOADERS_OWN(2, 2,
                                                        true,
                                                        model -> new SGD(model.parameters(),
                                                                SGD.options(0.1).withMomentum(0.9)),
                                                        optimizer -> Schedule.onPlateau(
                                                                new ReduceLROnPlateau(optimizer,
                                                                        PlateauOptions.DEFAULT.withPatience(0)
                                                                                .withThreshold(0.5)),
                                                                "validation_loss"));

        private final int accumulate;
        private final int workers;
        private final boolean own;
        private final Function<Layer, Optimizer<?>> optimizer;
        private final Function<Optimizer<?>, Schedule> schedule;

        Kind(int accumulate, int workers, boolean own, Function<Layer, Optimizer<?>> optimizer,
                Function<Optimizer<?>, Schedule> schedule) {
            this.accumulate = accumulate;
            this.workers = workers;
            this.own = own;
            this.optimizer = optimizer;
            this.schedule = schedule;
        }

        int steps() {
            return 3 * Math.ceilDiv(7, accumulate);
        }
    }

    /** What came of a training from some step on. */
    private static final class Run implements Callback {

        final List<Double> losses = new ArrayList<>();
        final List<EpochResults> results = new ArrayList<>();
        final Trainer trainer;
        private final DataLoader loader;
        private final long stopAfter;

        /** Begins a training whose random numbers depend on the past, for seeds that no other run has. */
        Run(Kind kind, long stopAfter) {
            this.stopAfter = stopAfter;
            var small = new SmallTraining(kind.optimizer);
            loader = SmallTraining.loader(options -> {
                var changed = options.withWorkers(kind.workers);
                return kind.own ? changed.withRng(new Rng(31)) : changed;
            });
            trainer = small.trainer(TrainerOptions.epochs(3).withAccumulate(kind.accumulate).withClipNorm(1)
                    .withSchedule(kind.schedule.apply(small.optimizer)).withMetric("accuracy", Accuracy::new)
                    .withMetric("confusion", () -> new ConfusionMatrix(3))
                    .withValidation(new DataLoader(SmallTraining.points(),
                            DataLoaderOptions.batchSize(9).withShuffle(true).withRng(new Rng(8))))
                    .withCallback(this));
        }

        Run fit() {
            trainer.fit(loader);
            return this;
        }

        @Override
        public void onStep(TrainingContext context) {
            losses.add(context.loss());
            if (context.step() == stopAfter) {
                context.trainer().stop();
            }
        }

        @Override
        public void onEpochEnd(TrainingContext context, EpochResults epoch) {
            results.add(epoch);
        }
    }

    private static final long NEVER = -1;

    private static void assertRestOf(Run whole, long step, Run resumed) {
        assertThat(resumed.losses).isEqualTo(whole.losses.subList((int) step, whole.losses.size()));
        int epochs = resumed.results.size();
        assertThat(resumed.results).isEqualTo(whole.results.subList(3 - epochs, 3));
        assertSameBits(resumed.trainer.stateDict().tensors(), whole.trainer.stateDict().tensors());
        assertThat(resumed.trainer.stateDict().notes()).isEqualTo(whole.trainer.stateDict().notes());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_training_stopped_and_saved_into_a_file_goes_on_bit_for_bit(Kind kind) throws Exception {
        Run whole = new Run(kind, NEVER).fit();
        assertThat(whole.losses).hasSize(kind.steps());
        for (long step = 1; step <= kind.steps(); step += 5) {
            Run stopped = new Run(kind, step).fit();
            assertThat(stopped.trainer.steps()).isEqualTo(step);
            Path file = folder.resolve(kind + "." + step);
            stopped.trainer.stateDict().save(file);

            Rng.manualSeed(777);
            Run resumed = new Run(kind, NEVER);
            Rng.manualSeed(999);
            resumed.trainer.loadStateDict(StateDict.load(file));
            resumed.fit();
            assertRestOf(whole, step, resumed);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void states_taken_after_any_step_and_around_epochs_go_on_bit_for_bit(Kind kind) {
        List<StateDict> states = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        class Saver implements Callback {

            @Override
            public void onEpochBegin(TrainingContext context) {
                save(context);
            }

            @Override
            public void onSettled(TrainingContext context) {
                save(context);
            }

            private void save(TrainingContext context) {
                states.add(context.trainer().stateDict());
                steps.add(context.step());
            }
        }
        Run whole = new Run(kind, NEVER);
        Trainer trainer = new Trainer(whole.trainer.model(), new CrossEntropyLoss(), whole.trainer.optimizer(),
                whole.trainer.options().withCallback(new Saver()));
        trainer.fit(whole.loader);
        assertThat(states).hasSize(kind.steps() + 6);
        for (int i = 0; i < states.size(); i++) {
            Run resumed = new Run(kind, NEVER);
            Rng.manualSeed(i);
            resumed.trainer.loadStateDict(states.get(i));
            resumed.fit();
            assertThat(resumed.losses).isEqualTo(whole.losses.subList((int) (long) steps.get(i), kind.steps()));
            assertSameBits(resumed.trainer.stateDict().tensors(), trainer.stateDict().tensors());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 10})
    void a_stopped_trainer_goes_on_itself(int step) {
        Run whole = new Run(Kind.MOMENTUM, NEVER).fit();
        Run run = new Run(Kind.MOMENTUM, step).fit();
        assertThat(run.losses).hasSize(step);
        run.fit();
        assertThat(run.losses).isEqualTo(whole.losses);
        assertThat(run.results).isEqualTo(whole.results);
    }

    @Test
    void generators_that_the_options_name_go_on_too() {
        class Dropped {

            final List<Double> losses = new ArrayList<>();
            final Trainer trainer;

            Dropped(long stopAfter) {
                Rng.manualSeed(1);
                var rng = new Rng(6);
                var model = new Sequential(new Linear(4, 3), new Dropout(0.5, rng));
                trainer = new Trainer(model, new CrossEntropyLoss(), new SGD(model.parameters(), 0.1),
                        TrainerOptions.epochs(2).withGenerator(rng).withCallback(new Callback() {
                            @Override
                            public void onStep(TrainingContext context) {
                                losses.add(context.loss());
                                if (context.step() == stopAfter) {
                                    context.trainer().stop();
                                }
                            }
                        }));
            }
        }
        var whole = new Dropped(NEVER);
        whole.trainer.fit(SmallTraining.loader());
        var stopped = new Dropped(5);
        stopped.trainer.fit(SmallTraining.loader());
        StateDict state = stopped.trainer.stateDict();
        var resumed = new Dropped(NEVER);
        resumed.trainer.loadStateDict(state);
        resumed.trainer.fit(SmallTraining.loader());
        assertThat(resumed.losses).isEqualTo(whole.losses.subList(5, 14));
    }

    @Test
    void a_finished_training_is_prolonged_with_more_epochs() {
        var first = SmallTraining.withMomentum();
        var trainer = first.trainer(TrainerOptions.epochs(1));
        trainer.fit(SmallTraining.loader());
        StateDict state = trainer.stateDict();
        var longer = SmallTraining.withMomentum();
        var prolonged = longer.trainer(TrainerOptions.epochs(3));
        prolonged.loadStateDict(state);
        assertThat(prolonged.fit(SmallTraining.loader()).stream().map(EpochResults::epoch)).containsExactly(2, 3);
        var whole = SmallTraining.withMomentum();
        whole.trainer(TrainerOptions.epochs(3)).fit(SmallTraining.loader());
        assertSameBits(longer.model.stateDict(), whole.model.stateDict());
    }

    @Test
    void a_state_that_does_not_fit_changes_nothing() {
        StateDict state = new Run(Kind.MOMENTUM, 4).fit().trainer.stateDict();
        Run other = new Run(Kind.MOMENTUM, 9).fit();
        StateDict before = other.trainer.stateDict();
        refused(other, with(state, "trainer.schedule", "false"), "without a schedule, but this one has one");
        refused(other, with(state, "trainer.generators", "5"), "the state has 5 random number generators, but");
        refused(other, with(state, "score.names", "accuracy"), "has the metrics [accuracy], but this trainer has [acc");
        refused(other, with(state, "optimizer.optimizer", "Adam"), "it is the state of Adam");
        refused(other, with(state, "schedule.schedule", "StepLR(9)"), "the state is of StepLR(9)");
        refused(other, with(state, "position.taken", "many"), "'taken' should be an integer, but is 'many'");
        refused(other, without(state, "model.0.weight"), "0.weight");
        refused(other, without(state, "score.metric.confusion.counts"), "counts of a confusion matrix");
        refused(other, without(state, "generator.1.words"), "a generator's words should be int64, but are missing");
        refused(other, StateDict.NONE, "'trainer.schedule' is missing");
        assertSameBits(other.trainer.stateDict().tensors(), before.tensors());
        assertThat(other.trainer.stateDict().notes()).isEqualTo(before.notes());
    }

    private static StateDict with(StateDict state, String note, String text) {
        return new StateDict(state.tensors(), state.notes().with(note, text));
    }

    private static StateDict without(StateDict state, String tensor) {
        var left = new LinkedHashMap<>(state.tensors());
        assertThat(left.remove(tensor)).isNotNull();
        return new StateDict(StateDict.of(left).tensors(), state.notes());
    }

    private static void refused(Run run, StateDict state, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> run.trainer.loadStateDict(state))
                .withMessageContaining(message);
    }

    @Test
    void an_epoch_goes_on_with_the_same_loader_only() {
        var small = SmallTraining.withMomentum();
        var trainer = small.trainer(TrainerOptions.epochs(2).withCallback(new Callback() {
            @Override
            public void onStep(TrainingContext context) {
                context.trainer().stop();
            }
        }));
        trainer.fit(SmallTraining.loader());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.fit(SmallTraining.loader(options -> options.withBatchSize(5))))
                .withMessage("[trainer] the epoch was begun with 26 samples in batches of 4, shuffle=true, "
                        + "dropLast=false, but is to go on with 26 samples in batches of 5, shuffle=true, "
                        + "dropLast=false; give the same loader");
        assertThatIllegalArgumentException().isThrownBy(() -> {
            var resumed = SmallTraining.withMomentum().trainer(TrainerOptions.epochs(2));
            resumed.loadStateDict(trainer.stateDict());
            resumed.fit(SmallTraining.loader(options -> options.withRng(new Rng(1))));
        }).withMessageContaining("whose loader had no generator of its own, but this loader has one");
    }

    @Test
    void states_of_generators_are_kept_with_the_spare_normal_number() {
        var rng = new Rng(4);
        Tensor.randn(rng, 3);
        var state = rng.state();
        assertThat(state.spareNormal()).isPresent();
        assertThat(GeneratorState.load(GeneratorState.save(state))).isEqualTo(state);
        assertThat(GeneratorState.save(state).notes()).isNotEqualTo(Notes.NONE);
    }
}

package org.gradus.optim.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.gradus.optim.training.SmallTraining.assertSameBits;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Reduction;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Linear;
import org.gradus.layers.Module;
import org.gradus.layers.Sequential;
import org.gradus.optim.Adam;
import org.gradus.optim.CosineAnnealingLR;
import org.gradus.optim.Gradients;
import org.gradus.optim.LBFGS;
import org.gradus.optim.PlateauOptions;
import org.gradus.optim.ReduceLROnPlateau;
import org.gradus.optim.SGD;
import org.gradus.optim.StepLR;
import org.gradus.optim.metrics.Accuracy;
import org.gradus.optim.metrics.TopK;
import org.junit.jupiter.api.Test;

class TrainerTest {

    private static final int EPOCHS = 3;

    /** Notes the loss of every step. */
    private static final class Losses implements Callback {

        final List<Double> losses = new ArrayList<>();

        @Override
        public void onStep(TrainingContext context) {
            losses.add(context.loss());
        }
    }

    @Test
    void a_training_has_the_bits_of_the_loop_by_hand() {
        var byHand = SmallTraining.withMomentum();
        var criterion = new CrossEntropyLoss();
        List<Double> losses = new ArrayList<>();
        byHand.model.train();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (Batch batch : SmallTraining.loader()) {
                byHand.optimizer.zeroGrad();
                Tensor loss = criterion.forward(byHand.model.forward(batch.inputs()), batch.targets());
                loss.backward();
                byHand.optimizer.step();
                losses.add(loss.item());
            }
        }
        var drawnByHand = Rng.global().state();

        var small = SmallTraining.withMomentum();
        var recorded = new Losses();
        small.trainer(TrainerOptions.epochs(EPOCHS).withCallback(recorded)).fit(SmallTraining.loader());
        assertThat(recorded.losses).isEqualTo(losses).hasSize(EPOCHS * 7);
        assertSameBits(small.model.stateDict(), byHand.model.stateDict());
        assertThat(Rng.global().state()).isEqualTo(drawnByHand);
    }

    @Test
    void accumulation_clipping_schedules_and_validation_have_the_bits_of_the_loop_by_hand() {
        var byHand = new SmallTraining(model -> new Adam(model.parameters(), 0.05));
        var hand = new CosineAnnealingLR(byHand.optimizer, 12);
        var criterion = new CrossEntropyLoss();
        var test = new DataLoader(SmallTraining.points(), DataLoaderOptions.batchSize(10));
        List<Double> validations = new ArrayList<>();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            byHand.model.train();
            int taken = 0;
            byHand.optimizer.zeroGrad();
            for (Batch batch : SmallTraining.loader()) {
                int first = taken / 3 * 3;
                int size = Math.min(3, 7 - first); // steps of 3, 3 and 1 batches
                Tensor loss = criterion.forward(byHand.model.forward(batch.inputs()), batch.targets());
                (size == 1 ? loss : loss.div(size)).backward();
                taken++;
                if (taken == first + size) {
                    Gradients.clipGradNorm(byHand.model.parameters(), 0.5);
                    byHand.optimizer.step();
                    byHand.optimizer.zeroGrad();
                    hand.step();
                }
            }
            byHand.model.eval();
            double sum = 0;
            for (Batch batch : test) {
                Tensor scores = Tape.noGrad(() -> byHand.model.forward(batch.inputs()));
                sum += batch.size() * criterion.forward(scores, batch.targets()).item();
            }
            validations.add(sum / SmallTraining.SAMPLES);
        }

        var small = new SmallTraining(model -> new Adam(model.parameters(), 0.05));
        var trainer = small.trainer(TrainerOptions.epochs(EPOCHS).withAccumulate(3).withClipNorm(0.5)
                .withSchedule(Schedule.perStep(new CosineAnnealingLR(small.optimizer, 12))).withValidation(test));
        var results = trainer.fit(SmallTraining.loader());
        assertSameBits(small.model.stateDict(), byHand.model.stateDict());
        assertThat(results.stream().map(each -> each.validation().loss())).isEqualTo(validations);
        assertThat(trainer.steps()).isEqualTo(EPOCHS * 3);
        assertThat(small.optimizer.groups().getFirst().learningRate())
                .isEqualTo(byHand.optimizer.groups().getFirst().learningRate());
    }

    @Test
    void results_are_means_over_samples() {
        var small = SmallTraining.withMomentum();
        var recorded = new Losses();
        var results = small.trainer(TrainerOptions.epochs(2).withMetric("accuracy", Accuracy::new)
                .withMetric("top2", () -> new TopK(2)).withCallback(recorded).withValidation(SmallTraining.loader()))
                .fit(SmallTraining.loader());
        double sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += recorded.losses.get(i) * (i == 6 ? 2 : 4);
        }
        EpochResults first = results.getFirst();
        assertThat(first.train().loss()).isCloseTo(sum / 26, within(1e-12));
        assertThat(first.epoch()).isEqualTo(1);
        assertThat(first.step()).isEqualTo(7);
        assertThat(first.learningRate()).isEqualTo(0.1);
        assertThat(first.values().keySet()).containsExactly("train_loss", "train_accuracy", "train_top2",
                "validation_loss", "validation_accuracy", "validation_top2");
        assertThat(results.getLast().values().get("validation_accuracy")).isBetween(0.5, 1.0);
        assertThat(results.getLast().values().get("train_top2"))
                .isGreaterThanOrEqualTo(results.getLast().values().get("train_accuracy"));
        assertThat(new Evaluation(0.25, ImmutableMap.of("accuracy", 0.5))).hasToString("loss 0.2500, accuracy 0.5000");
    }

    @Test
    void evaluation_neither_records_nor_changes_anything() {
        var small = SmallTraining.withMomentum();
        var trainer = small.trainer(TrainerOptions.epochs(1).withMetric("accuracy", Accuracy::new));
        trainer.fit(SmallTraining.loader());
        var before = small.model.stateDict();
        Evaluation first = trainer.evaluate(SmallTraining.loader());
        assertThat(trainer.evaluate(new DataLoader(SmallTraining.points(), DataLoaderOptions.batchSize(26))).loss())
                .isCloseTo(first.loss(), within(1e-6)); // dropout is off and running means are used
        assertSameBits(small.model.stateDict(), before);
        assertThat(first.metrics().get("accuracy")).isBetween(0.3, 1.0);
    }

    @Test
    void a_model_is_left_in_the_modes_in_which_it_came() {
        for (boolean training : new boolean[]{true, false}) {
            var small = SmallTraining.withMomentum();
            small.model.train(training);
            small.model.children().get(1).eval();
            small.model.children().get(3).train();
            var modes = small.model.modules().stream().map(Module::isTraining).toList();
            List<Boolean> during = new ArrayList<>();
            var trainer = small.trainer(TrainerOptions.epochs(2).withValidation(SmallTraining.loader())
                    .withCallback(new Callback() {
                        @Override
                        public void onStep(TrainingContext context) {
                            during.addAll(small.model.modules().stream().map(Module::isTraining).toList());
                        }
                    }));
            trainer.fit(SmallTraining.loader());
            assertThat(during).isNotEmpty().containsOnly(true);
            trainer.evaluate(SmallTraining.loader());
            assertThat(small.model.modules().stream().map(Module::isTraining)).isEqualTo(modes);
        }
    }

    @Test
    void a_module_shared_by_two_others_gets_its_own_mode_back() {
        var shared = new Linear(2, 2);
        var model = new Sequential(new Sequential(shared), new Sequential(shared));
        shared.eval();
        Runnable modes = Modes.of(model);
        model.train();
        modes.run();
        assertThat(model.modules().stream().map(Module::isTraining)).containsExactly(true, true, false, true);
    }

    @Test
    void a_loss_that_is_no_finite_number_ends_the_training_before_it_spoils_the_parameters() {
        var small = new SmallTraining(model -> new SGD(model.parameters(), 1e30));
        var trainer = small.trainer(TrainerOptions.epochs(3));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> trainer.fit(SmallTraining.loader()))
                .withMessageMatching(
                        "\\[trainer] the loss of step \\d+, in epoch 1 after \\d batches, is (NaN|-?Infinity), and the "
                                + "parameters were left as they were; lower the learning rate 1.0E30, .*withClipNorm.*");
        assertThat(small.model.isTraining()).isTrue();

        var sound = SmallTraining.withMomentum();
        sound.model.parameters().getFirst().set(Tensor.full(sound.model.parameters().getFirst().shape(), Float.NaN,
                sound.model.parameters().getFirst().dtype()));
        var before = sound.model.parameters().getLast().toFloatArray();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> sound.trainer(TrainerOptions.epochs(1)).fit(SmallTraining.loader()))
                .withMessageStartingWith("[trainer] the loss of step 1, in epoch 1 after 0 batches, is NaN");
        assertThat(sound.model.parameters().getLast().toFloatArray()).isEqualTo(before);
    }

    @Test
    void a_loss_of_many_numbers_is_refused() {
        var small = SmallTraining.withMomentum();
        var trainer = new Trainer(small.model, new CrossEntropyLoss(Reduction.NONE), small.optimizer,
                TrainerOptions.epochs(1));
        assertThatIllegalArgumentException().isThrownBy(() -> trainer.fit(SmallTraining.loader())).withMessage(
                "[trainer] a loss must be a single number, but is float32[4]; build it with Reduction.MEAN");
        assertThatIllegalArgumentException().isThrownBy(() -> trainer.evaluate(SmallTraining.loader()))
                .withMessageContaining("Reduction.MEAN");
    }

    @Test
    void an_optimiser_that_evaluates_the_loss_several_times_trains_too() {
        Rng.manualSeed(2);
        var model = new Sequential(new Linear(4, 3));
        var trainer = new Trainer(model, new CrossEntropyLoss(), new LBFGS(model.parameters(), 0.5),
                TrainerOptions.epochs(4).withAccumulate(7));
        var results = trainer.fit(SmallTraining.loader());
        assertThat(results.getLast().train().loss()).isLessThan(0.5 * results.getFirst().train().loss());
        assertThat(trainer.steps()).isEqualTo(4);
    }

    @Test
    void schedules_move_by_the_epoch_or_by_what_came_of_it() {
        var small = SmallTraining.withMomentum();
        var results = small
                .trainer(TrainerOptions.epochs(4)
                        .withSchedule(Schedule.perEpoch(new StepLR(small.optimizer, 2, 0.5))))
                .fit(SmallTraining.loader());
        assertThat(results.stream().map(EpochResults::learningRate)).containsExactly(0.1, 0.1, 0.05, 0.05);

        var frozen = new SmallTraining(model -> new SGD(model.parameters(), 0));
        var plateau = new ReduceLROnPlateau(frozen.optimizer,
                PlateauOptions.DEFAULT.withPatience(0).withThreshold(1e3));
        frozen.trainer(TrainerOptions.epochs(3).withSchedule(Schedule.onPlateau(plateau, "train_loss")))
                .fit(SmallTraining.loader());
        assertThat(plateau.lastEpoch()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frozen
                        .trainer(TrainerOptions.epochs(1).withSchedule(Schedule.onPlateau(plateau, "val_loss")))
                        .fit(SmallTraining.loader()))
                .withMessage("[schedule] there is no measure 'val_loss'; there are [train_loss]");
    }

    @Test
    void callbacks_hear_of_everything_in_order() {
        List<String> heard = new ArrayList<>();
        var small = SmallTraining.withMomentum();
        var loader = SmallTraining.loader(options -> options.withBatchSize(13));
        small.trainer(TrainerOptions.epochs(2).withCallback(new Callback() {

            private void note(String event, TrainingContext at) {
                heard.add("%s %d/%d %d %d/%d".formatted(event, at.epoch(), at.epochs(), at.step(), at.batch(),
                        at.batches()));
            }

            @Override
            public void onFitBegin(TrainingContext context) {
                note("begin", context);
                assertThat(context.loss()).isNaN();
            }

            @Override
            public void onEpochBegin(TrainingContext context) {
                note("epoch", context);
            }

            @Override
            public void onStep(TrainingContext context) {
                note("step", context);
                assertThat(context.loss()).isBetween(0.01, 10.0);
                assertThat(context.learningRate()).isEqualTo(0.1);
            }

            @Override
            public void onEpochEnd(TrainingContext context, EpochResults results) {
                note("end", context);
                assertThat(results.step()).isEqualTo(context.step());
            }

            @Override
            public void onSettled(TrainingContext context) {
                note("settled", context);
            }

            @Override
            public void onFitEnd(TrainingContext context) {
                note("done", context);
            }
        })).fit(loader);
        assertThat(heard).containsExactly("begin 0/2 0 0/2", "epoch 1/2 0 0/2", "step 1/2 1 1/2", "settled 1/2 1 1/2",
                "step 1/2 2 2/2", "settled 1/2 2 2/2", "end 1/2 2 0/2", "settled 1/2 2 0/2", "epoch 2/2 2 0/2",
                "step 2/2 3 1/2", "settled 2/2 3 1/2", "step 2/2 4 2/2", "settled 2/2 4 2/2", "end 2/2 4 0/2",
                "settled 2/2 4 0/2", "done 2/2 4 0/2");
    }

    @Test
    void a_finished_training_trains_no_more() {
        var small = SmallTraining.withMomentum();
        var trainer = small.trainer(TrainerOptions.epochs(1));
        assertThat(trainer.fit(SmallTraining.loader())).hasSize(1);
        var trained = small.model.stateDict();
        assertThat(trainer.fit(SmallTraining.loader())).isEmpty();
        assertSameBits(small.model.stateDict(), trained);
        assertThat(trainer.epochs()).isEqualTo(1);
    }

    @Test
    void senseless_options_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrainerOptions.epochs(-1))
                .withMessage("[trainer] the number of epochs must not be negative, but is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> TrainerOptions.epochs(1).withAccumulate(0))
                .withMessage("[trainer] the number of batches a step must be at least 1, but is 0");
        for (double bound : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> TrainerOptions.epochs(1).withClipNorm(bound))
                    .withMessageContaining("must be positive and finite");
        }
        for (String name : new String[]{"", "top 5", "1st", "loss", "a.b", "ä"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrainerOptions.epochs(1).withMetric(name, Accuracy::new))
                    .withMessageContaining("but is '" + name + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainerOptions.epochs(1).withMetric("a", Accuracy::new).withMetric("a",
                        Accuracy::new))
                .withMessage("[trainer] there is a metric 'a' already");
        assertThat(TrainerOptions.epochs(1).withEpochs(5).epochs()).isEqualTo(5);
    }
}

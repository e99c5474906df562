package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.BatchNorm1d;
import org.gradus.layers.Linear;
import org.gradus.layers.MSELoss;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training, stopped and taken up again from one file. */
class ResumedTrainingTest {

    private static final int STEPS = 12;

    /** A model and all that trains it. */
    private static final class Training {

        private final Sequential model = new Sequential(new Linear(5, 8), new BatchNorm1d(8), new ReLU(),
                new Linear(8, 2));
        private final AdamW optimizer = new AdamW(List.of(
                new ParameterGroup<>(model.parameters().subList(0, 3), AdamW.options(0.01)),
                new ParameterGroup<>(model.parameters().subList(3, model.parameters().size()),
                        AdamW.options(0.02).withAmsgrad(true))));
        private final OneCycleLR schedule = new OneCycleLR(optimizer, 0.1, STEPS);
        private final AveragedModel average = new AveragedModel(model, Averaging.ema(0.9), true);

        List<Double> steps(int from, int to) {
            List<Double> losses = new ArrayList<>();
            for (int t = from; t < to; t++) {
                var rng = new Rng(t);
                Tensor x = Tensor.rand(rng, 16, 5);
                Tensor y = Tensor.rand(rng, 16, 2);
                Tensor loss = optimizer.step(() -> {
                    optimizer.zeroGrad();
                    Tensor error = new MSELoss().forward(model.forward(x), y);
                    error.backward();
                    Gradients.clipGradNorm(model.parameters(), 0.5);
                    return error;
                });
                losses.add(loss.item());
                schedule.step();
                average.updateParameters();
            }
            return losses;
        }

        void save(Path file) throws IOException {
            StateDict.NONE.with("model.", StateDict.of(model.stateDict())).with("optimizer.", optimizer.stateDict())
                    .with("schedule.", schedule.stateDict()).with("average.", average.stateDict()).save(file);
        }

        void load(Path file) throws IOException {
            StateDict saved = StateDict.load(file);
            model.loadStateDict(saved.part("model.").tensors());
            optimizer.loadStateDict(saved.part("optimizer."));
            schedule.loadStateDict(saved.part("schedule."));
            average.loadStateDict(saved.part("average."));
        }
    }

    @Test
    void a_training_that_was_stopped_goes_on_with_the_bits_of_one_that_was_not(@TempDir Path folder)
            throws IOException {
        Rng.manualSeed(7);
        var whole = new Training();
        whole.save(folder.resolve("start"));
        List<Double> losses = whole.steps(0, STEPS);
        assertThat(losses.getLast()).isLessThan(losses.getFirst());

        var first = new Training();
        first.load(folder.resolve("start"));
        assertThat(first.steps(0, 5)).isEqualTo(losses.subList(0, 5));
        first.save(folder.resolve("middle"));
        var second = new Training();
        second.load(folder.resolve("middle"));
        assertThat(second.steps(5, STEPS)).isEqualTo(losses.subList(5, STEPS));

        second.save(folder.resolve("resumed"));
        whole.save(folder.resolve("whole"));
        assertThat(folder.resolve("resumed")).hasSameBinaryContentAs(folder.resolve("whole"));
    }
}

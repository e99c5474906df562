package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.Autograd;
import org.gradus.core.Checkpoint;
import org.gradus.core.GradOptions;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.random.Rng;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Flatten;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.gradus.layers.Tanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at once, each with a model of its own, all reading the same frozen layers and the same parameter. */
class ConcurrentTrainingTest {

    private static final int MODELS = 8;
    private static final int STEPS = 6;

    private final Layer features = new Sequential(new Conv2d(1, 8, 3), new ReLU(), new MaxPool2d(2), new Flatten());
    private final Parameter temperature = new Parameter(Tensor.scalar(1.5));

    /** What training left behind, bit for bit. */
    private record Outcome(List<float[]> weights, List<Float> losses, List<Float> byTemperature) {

        void assertEquals(Outcome other) {
            assertThat(losses).isEqualTo(other.losses);
            assertThat(byTemperature).isEqualTo(other.byTemperature);
            for (int i = 0; i < weights.size(); i++) {
                assertThat(weights.get(i)).isEqualTo(other.weights.get(i));
            }
        }
    }

    @Test
    @Timeout(120)
    void models_trained_on_many_threads_have_the_bits_of_those_trained_one_after_another() throws Exception {
        Rng.manualSeed(3);
        features.requiresGrad(false);
        List<Outcome> alone = new ArrayList<>();
        for (int model = 0; model < MODELS; model++) {
            alone.add(train(model));
        }

        var together = new CyclicBarrier(MODELS);
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (int model = 0; model < MODELS; model++) {
            int number = model;
            tasks.add(() -> {
                together.await();
                return train(number);
            });
        }
        try (var pool = Executors.newFixedThreadPool(MODELS)) {
            List<Future<Outcome>> outcomes = pool.invokeAll(tasks);
            for (int model = 0; model < MODELS; model++) {
                outcomes.get(model).get().assertEquals(alone.get(model));
            }
        }
        assertThat(temperature.grad()).as("asked for by grad alone").isNull();
    }

    /** Everything that a tape has: checkpoints, gradients of gradients, and a shared parameter's gradient. */
    private Outcome train(int seed) {
        var rng = new Rng(seed);
        Tensor pictures = Tensor.randn(rng, 8, 1, 10, 10);
        long[] classes = new long[8];
        rng.randint(classes, 0, 5);
        Tensor labels = Tensor.of(classes);
        Layer model = new Sequential(new Linear(128, 16), new Tanh(), new Linear(16, 5));
        model.parameters().forEach(
                parameter -> parameter.set(Tensor.randn(rng, parameter.shape().toArray()).mul(0.1)));
        var optimizer = new SGD(model.parameters(), SGD.options(0.05).withMomentum(0.9));
        List<Float> losses = new ArrayList<>();
        List<Float> byTemperature = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            optimizer.zeroGrad();
            Tensor x = features.forward(pictures).requiresGrad(true);
            Tensor scores = Checkpoint.checkpoint(model::forward, x);
            Tensor shared = ClassLosses.crossEntropy(scores.div(temperature), labels);
            byTemperature.add((float) Autograd.grad(List.of(shared), List.of(temperature),
                    GradOptions.DEFAULT.withRetainGraph(true)).get(0).item());
            Tensor loss = ClassLosses.crossEntropy(scores, labels);
            Tensor slope = Autograd.grad(List.of(loss), List.of(x), GradOptions.DEFAULT.withCreateGraph(true)).get(0);
            loss.add(slope.mul(slope).sum()).backward();
            optimizer.step();
            losses.add((float) loss.item());
        }
        return new Outcome(model.parameters().stream().map(Tensor::toFloatArray).toList(), losses, byTemperature);
    }
}

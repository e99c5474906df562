package org.gradus.optim.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.data.TensorDataset;
import org.gradus.core.random.Rng;
import org.gradus.layers.BatchNorm1d;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Dropout;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.gradus.optim.Optimizer;
import org.gradus.optim.SGD;

/** A network with dropout and running means that learns 26 points of three classes, from seed 11. */
final class SmallTraining {

    static final int SAMPLES = 26;

    final Layer model;
    final Optimizer<?> optimizer;

    /** A model and its optimiser. */
    SmallTraining(Function<Layer, Optimizer<?>> optimizer) {
        Rng.manualSeed(11);
        model = new Sequential(new Linear(4, 8), new BatchNorm1d(8), new ReLU(), new Dropout(0.25), new Linear(8, 3));
        this.optimizer = optimizer.apply(model);
    }

    static SmallTraining withMomentum() {
        return new SmallTraining(model -> new SGD(model.parameters(), SGD.options(0.1).withMomentum(0.9)));
    }

    /** Points around the corner of their class. */
    static TensorDataset points() {
        var rng = new Rng(5);
        long[] labels = new long[SAMPLES];
        rng.randint(labels, 0, 3);
        float[] noise = Tensor.randn(rng, SAMPLES, 4).toFloatArray();
        for (int i = 0; i < SAMPLES; i++) {
            noise[4 * i + (int) labels[i]] += 2;
        }
        return new TensorDataset(Tensor.of(noise, SAMPLES, 4), Tensor.of(labels));
    }

    /** Batches of four, the last of two, shuffled by the global generator. */
    static DataLoader loader(UnaryOperator<DataLoaderOptions> change) {
        return new DataLoader(points(), change.apply(DataLoaderOptions.batchSize(4).withShuffle(true)));
    }

    static DataLoader loader() {
        return loader(options -> options);
    }

    Trainer trainer(TrainerOptions options) {
        return new Trainer(model, new CrossEntropyLoss(), optimizer, options);
    }

    /** All elements of all tensors, bit for bit. */
    static void assertSameBits(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) -> {
            assertThat(actual.get(name).type()).as(name).isEqualTo(tensor.type());
            if (tensor.dtype() == DType.FLOAT32) {
                assertThat(actual.get(name).toFloatArray()).as(name).isEqualTo(tensor.toFloatArray());
            } else {
                assertThat(actual.get(name).toLongArray()).as(name).isEqualTo(tensor.toLongArray());
            }
        });
    }
}

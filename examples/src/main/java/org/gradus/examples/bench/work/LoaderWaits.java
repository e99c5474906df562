package org.gradus.examples.bench.work;

import com.google.common.primitives.Doubles;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.examples.peers.wire.Request;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.models.CNN;
import org.gradus.models.datasets.MNIST;
import org.gradus.optim.SGD;

/** How long each step of a training on shuffled digits waits for its batch of 64. */
public final class LoaderWaits {

    /** The operation whose answer is the seconds that each step waited. */
    static final String OPERATION = "bench.loader";

    private static final int EPOCHS = 3;

    private LoaderWaits() {}

    /** The request to measure it. */
    public static Request request() {
        return new Request(OPERATION, Attributes.NONE, List.of(), List.of());
    }

    /** The seconds that each step waited, but for those of the first epoch, in which everything is compiled. */
    static double[] measure() {
        Rng.manualSeed(1234);
        var model = new CNN();
        var loss = new CrossEntropyLoss();
        var optimizer = new SGD(model.parameters(), SGD.options(0.01));
        var loader = new DataLoader(MNIST.embeddedTrain(),
                DataLoaderOptions.batchSize(64).withShuffle(true).withWorkers(1));
        List<Double> waits = new ArrayList<>();
        for (int epoch = 0; epoch <= EPOCHS; epoch++) {
            Iterator<Batch> batches = loader.iterator();
            while (batches.hasNext()) {
                long begin = System.nanoTime();
                Batch batch = batches.next();
                if (epoch > 0) {
                    waits.add((System.nanoTime() - begin) / 1e9);
                }
                optimizer.zeroGrad();
                loss.forward(model.forward(batch.inputs()), batch.targets()).backward();
                optimizer.step();
            }
        }
        return Doubles.toArray(waits);
    }
}

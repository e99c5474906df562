package org.gradus.models;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.models.datasets.MNIST;
import org.gradus.optim.SGD;

/** The CNN's training on the embedded digits from seed 1234, step by step what the PyTorch run did that we compare with. */
final class LectureTraining {

    /** The mean loss over all digits, and the part of them that is classified rightly. */
    record Evaluation(double loss, double accuracy) {}

    private final CNN model;
    private final DataLoader train;
    private final DataLoader test = new DataLoader(MNIST.embeddedTest(), DataLoaderOptions.batchSize(1000));
    private final CrossEntropyLoss loss = new CrossEntropyLoss();
    private final SGD optimizer;

    LectureTraining(int workers) {
        Rng.manualSeed(1234);
        model = new CNN();
        train = new DataLoader(MNIST.embeddedTrain(),
                DataLoaderOptions.batchSize(64).withShuffle(true).withWorkers(workers));
        optimizer = new SGD(model.parameters(), SGD.options(0.01).withMomentum(0.9));
    }

    CNN model() {
        return model;
    }

    int stepsPerEpoch() {
        return train.batches();
    }

    /** Trains for an epoch, or only its first steps, and gives the loss of each. */
    List<Double> train(int steps) {
        model.train();
        List<Double> losses = new ArrayList<>();
        for (Batch batch : train) {
            if (losses.size() == steps) {
                break;
            }
            optimizer.zeroGrad();
            Tensor value = loss.forward(model.forward(batch.inputs()), batch.targets());
            value.backward();
            optimizer.step();
            losses.add(value.item());
        }
        return losses;
    }

    Evaluation evaluate() {
        model.eval();
        double sum = 0;
        double right = 0;
        for (Batch batch : test) {
            Tensor scores = Tape.noGrad(() -> model.forward(batch.inputs()));
            sum += loss.forward(scores, batch.targets()).item() * batch.size();
            for (boolean hit : scores.argmax(1).eq(batch.targets()).toBooleanArray()) {
                right += hit ? 1 : 0;
            }
        }
        int size = test.dataset().size();
        return new Evaluation(sum / size, right / size);
    }
}

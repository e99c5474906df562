package org.gradus.examples.derivatives;

import java.util.function.BinaryOperator;
import org.gradus.core.DType;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.layers.Layer;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.datasets.MNIST;
import org.gradus.optim.SGD;

/** Training on the digits that come with the library, in as few lines as an example about something else wants. */
final class DigitTraining {

    private static final int BATCH = 64;
    private static final ImageDataset TRAIN = MNIST.embeddedTrain();
    private static final ImageDataset TEST = MNIST.embeddedTest();

    private final Layer model;
    private final SGD optimizer;

    /** Trains a model from digits [N,1,28,28] to class scores by gradient descent with momentum. */
    DigitTraining(Layer model, double learningRate) {
        this.model = model;
        optimizer = new SGD(model.parameters(), SGD.options(learningRate).withMomentum(0.9));
    }

    /** Shows the model every digit once. */
    void epoch(BinaryOperator<Tensor> loss) {
        for (Batch batch : new DataLoader(TRAIN, DataLoaderOptions.batchSize(BATCH).withShuffle(true))) {
            optimizer.zeroGrad();
            loss.apply(batch.inputs(), batch.targets()).backward();
            optimizer.step();
        }
    }

    /** The share of digits, of those not trained on, that the model reads rightly. */
    double accuracy() {
        double right = 0;
        for (Batch batch : new DataLoader(TEST, DataLoaderOptions.batchSize(TEST.size() / 4))) {
            Tensor scores = Tape.noGrad(() -> model.forward(batch.inputs()));
            right += scores.argmax(1).eq(batch.targets()).to(DType.FLOAT64).sum().item();
        }
        return right / TEST.size();
    }

    /** The first digits of those not trained on. */
    static Batch testDigits(int count) {
        return new DataLoader(TEST, DataLoaderOptions.batchSize(count)).iterator().next();
    }
}

package org.gradus.examples.train;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.examples.report.EpochResult.Score;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Layer;
import org.gradus.optim.SGD;

/**
 * A model, what it learns from and what changes it.
 *
 * @param model gives class scores
 * @param train batches to learn from
 * @param test batches to judge by
 * @param optimizer changes the model's parameters
 */
record Training(Layer model, DataLoader train, DataLoader test, SGD optimizer) {

    private static final CrossEntropyLoss CRITERION = new CrossEntropyLoss();

    /** Is told of every training step. */
    @FunctionalInterface
    interface StepListener {

        /** The parameters were changed after so many samples with this mean loss. */
        void stepped(int samples, double loss);
    }

    /**
     * Shows the model every training batch once and changes its parameters after each.
     *
     * @return the score over the batches as they were seen, before the change that each brought
     * @throws IllegalArgumentException if the loss is no finite number any more
     */
    Score trainOneEpoch(StepListener listener) {
        model.train();
        var score = new RunningScore();
        for (Batch batch : train) {
            optimizer.zeroGrad();
            Tensor scores = model.forward(batch.inputs());
            Tensor loss = CRITERION.forward(scores, batch.targets());
            loss.backward();
            optimizer.step();
            score.add(checked(loss.item()), scores, batch.targets());
            listener.stepped(batch.size(), loss.item());
        }
        return score.score();
    }

    private double checked(double loss) {
        checkArgument(Double.isFinite(loss),
                "[train-cnn] the loss has become %s: the steps are too large; lower the learning rate %s", loss,
                optimizer.groups().getFirst().options().learningRate());
        return loss;
    }

    /** Judges the model on the test batches. */
    Score evaluate() {
        model.eval();
        var score = new RunningScore();
        for (Batch batch : test) {
            Tensor scores = predict(batch.inputs());
            score.add(CRITERION.forward(scores, batch.targets()).item(), scores, batch.targets());
        }
        return score.score();
    }

    /** The class scores that the model gives. */
    Tensor predict(Tensor inputs) {
        model.eval();
        return Tape.noGrad(() -> model.forward(inputs));
    }
}

package org.gradus.examples.train;

import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.examples.report.EpochResult.Score;

/** The mean loss and the accuracy over the batches so far, each sample counting the same. */
final class RunningScore {

    private double loss;
    private double right;
    private int samples;

    /**
     * Adds a batch.
     *
     * @param batchLoss the mean over the batch
     * @param scores [N,classes], the largest of a row being the class that it is taken for
     */
    void add(double batchLoss, Tensor scores, Tensor labels) {
        loss += batchLoss * labels.numel();
        right += scores.detach().argmax(1).eq(labels).to(DType.FLOAT64).sum().item();
        samples += labels.numel();
    }

    int samples() {
        return samples;
    }

    Score score() {
        return new Score(loss / samples, right / samples);
    }
}

package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.optim.metrics.ConfusionMatrix;
import org.gradus.optim.metrics.Mean;
import org.gradus.optim.metrics.PrecisionRecallF1;

/**
 * What a network says of test pictures.
 *
 * @param verdicts on each of them
 * @param loss their mean cross-entropy
 * @param confusion how often each class was taken for each
 * @param scores of each class
 */
record Judgement(ImmutableList<Verdict> verdicts, double loss, ConfusionMatrix confusion, PrecisionRecallF1 scores) {

    private static final int BATCH = 250;
    private static final CrossEntropyLoss CROSS_ENTROPY = new CrossEntropyLoss();

    /**
     * What it says of one picture.
     *
     * @param index of the picture in the test set
     * @param label its class
     * @param predicted the class that it is taken for
     * @param confidence that class's probability
     */
    record Verdict(int index, long label, long predicted, double confidence) {

        boolean isRight() {
            return label == predicted;
        }
    }

    /** Asks the network about so many test pictures at most, spread evenly over the set. */
    static Judgement of(Subject subject, int most) {
        int classes = subject.classes().size();
        var confusion = new ConfusionMatrix(classes);
        var scores = new PrecisionRecallF1(classes);
        var loss = new Mean();
        ImmutableList.Builder<Verdict> verdicts = ImmutableList.builder();
        int[] indices = subject.test().spread(most);
        for (int from = 0; from < indices.length; from += BATCH) {
            int[] some = Arrays.copyOfRange(indices, from, Math.min(indices.length, from + BATCH));
            Batch batch = subject.test().prepared().batch(some);
            Tape.noGrad(() -> {
                Tensor output = subject.network().forward(batch.inputs());
                loss.update(CROSS_ENTROPY.forward(output, batch.targets()).item(), some.length);
                confusion.update(output, batch.targets());
                scores.update(output, batch.targets());
                Tensor best = output.softmax(1).topk(1, 1).values();
                Tensor predicted = output.argmax(1);
                for (int i = 0; i < some.length; i++) {
                    verdicts.add(new Verdict(some[i], (long) batch.targets().get(i), (long) predicted.get(i),
                            best.get(i, 0)));
                }
            });
        }
        return new Judgement(verdicts.build(), loss.value(), confusion, scores);
    }
}
